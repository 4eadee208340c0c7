// A page that checks again while one types: says so, and keeps what was there until there is more.
const BUSY = "aria-busy";

function target(event) {
  return event.detail.target;
}

// The line is one line: Enter leads on to the button that keeps it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.name !== "line" || event.isComposing) return;
  event.preventDefault();
  event.target.form.querySelector(".utrecht-button--primary-action").focus();
});

document.addEventListener("htmx:beforeRequest", (event) => target(event).setAttribute(BUSY, "true"));
for (const name of ["htmx:afterRequest", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => target(event).removeAttribute(BUSY));
}

// On a slow telephone one has typed before this ran; a page gone back to has its fields filled again.
// Whatever then differs from what the page came with is checked as if it were typed now.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) return;
  for (const field of document.querySelectorAll("[hx-trigger^=input] :is(input, textarea)")) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
