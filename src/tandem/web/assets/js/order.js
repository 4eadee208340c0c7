// Goals are put in order by dragging too. The arrows do the same, and work without a script.
export function orderByDrag() {
  const list = document.querySelector("[data-order]");
  if (!list || !window.matchMedia("(pointer: fine)").matches) return;
  const goals = () => [...list.querySelectorAll("[data-goal]")];
  let moved = null;
  for (const goal of goals()) {
    goal.querySelector("[data-handle]").addEventListener("pointerdown", (event) => {
      goal.draggable = !event.target.closest("button, a");
    });
    goal.addEventListener("dragstart", (event) => {
      moved = goal;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", goal.dataset.goal);
    });
    goal.addEventListener("dragover", (event) => {
      if (!moved || moved === goal) return;
      event.preventDefault();
      goal.setAttribute("data-over", "");
    });
    goal.addEventListener("dragleave", () => goal.removeAttribute("data-over"));
    goal.addEventListener("dragend", () => { goal.draggable = false; moved = null; });
    goal.addEventListener("drop", (event) => {
      event.preventDefault();
      goal.removeAttribute("data-over");
      if (!moved || moved === goal) return;
      const all = goals();
      goal[all.indexOf(moved) < all.indexOf(goal) ? "after" : "before"](moved);
      send(list, goals().map((one) => one.dataset.goal));
    });
  }
}

// Sends the whole order through the form of the page, as a press on an arrow would.
function send(list, order) {
  const form = document.getElementById(list.dataset.order);
  form.querySelector("[name=order]").value = order.join(" ");
  form.requestSubmit();
}
