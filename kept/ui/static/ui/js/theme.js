// Light, dark, or like this device; remembered in this browser. early.js paints.

function press() {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === document.documentElement.dataset.wish));
  }
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
  if (!choice) return;
  try { localStorage.setItem("kept.theme", choice); } catch { /* private window: not remembered */ }
  dispatchEvent(new Event("kept:theme"));
  press();
});
press();
