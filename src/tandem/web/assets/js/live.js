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
