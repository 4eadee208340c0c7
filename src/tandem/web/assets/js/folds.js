// An address with a place on the page opens the fold that holds it; printing opens all folds.
function open(place) {
  for (let fold = place?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    fold.open = true;
  }
}

export function keepFolds() {
  const follow = () => {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const place = name && document.getElementById(name);
    if (!place) return;
    open(place);
    place.scrollIntoView();
  };
  window.addEventListener("hashchange", follow);
  follow();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details.bar__menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.bar__menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// A fold whose content stands on a page of its own gets it when it is opened first. Where that does
// not work the link to the page stays.
export function fillFolds() {
  document.addEventListener("toggle", (event) => {
    const link = event.target.open && event.target.querySelector("a[data-fill]");
    if (link) fill(link);
  }, true);
}

async function fill(link) {
  const { fill: name } = link.dataset;
  delete link.dataset.fill;
  const place = link.parentElement;
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = answer.ok && page.querySelector(`[data-part="${name}"]`);
    if (part) place.replaceWith(part);
  } catch {
    link.dataset.fill = name;
  }
  place.removeAttribute("aria-busy");
}
