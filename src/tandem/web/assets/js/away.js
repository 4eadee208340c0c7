// "Snel weg": leave at once, and let the way back lead elsewhere.
export function leaveQuickly() {
  const away = document.querySelector("a.away");
  if (!away) return;
  away.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(away.href);
  });
  // A page kept by the browser for the way back must not come up again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
