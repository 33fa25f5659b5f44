// Panes fold on wide screens (remembered in this browser) and open as drawers on narrower ones.

const root = document.documentElement;
const WIDE = matchMedia("(min-width: 1200px)");

function fold(pane) {
  const folded = root.toggleAttribute(`data-folded-${pane}`);
  try { localStorage.setItem(`kept.fold.${pane}`, folded ? "yes" : "no"); } catch { /* private window: not remembered */ }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fold]");
  if (!button) {
    if (root.hasAttribute("data-drawer") && !event.target.closest(".customer")) root.removeAttribute("data-drawer");
    return;
  }
  const pane = button.dataset.fold;
  if (pane !== "customer" || WIDE.matches) return fold(pane);
  const opened = root.toggleAttribute("data-drawer");
  if (opened) document.querySelector(".customer")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.hasAttribute("data-drawer")) root.removeAttribute("data-drawer");
});
document.addEventListener("htmx:after:history:push", () => root.removeAttribute("data-drawer"));
