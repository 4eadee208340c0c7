// The strip goes away while one scrolls down, and comes back as soon as one scrolls up.
export function followStrip() {
  const strip = document.querySelector("body > .strip");
  if (!strip || getComputedStyle(strip).position !== "sticky") return;
  let last = window.scrollY;
  const show = (visible) => strip.toggleAttribute("data-away", !visible);
  window.addEventListener("scroll", () => {
    const now = window.scrollY;
    if (Math.abs(now - last) < 8) return;
    show(now < last || now < strip.offsetHeight + 64);
    last = now;
  }, { passive: true });
  strip.addEventListener("focusin", () => show(true));
}
