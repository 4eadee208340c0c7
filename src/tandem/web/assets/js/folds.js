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
