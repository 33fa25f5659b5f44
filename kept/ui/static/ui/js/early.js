// Runs before the first paint so that nothing flashes: theme and folded panes are remembered in this browser.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const paint = () => {
    const wish = remembered("kept.theme") || "system";
    root.dataset.wish = wish;
    root.dataset.theme = wish === "system" ? (dark.matches ? "dark" : "light") : wish;
  };
  paint();
  dark.addEventListener("change", paint);
  addEventListener("kept:theme", paint);
  for (const pane of ["rail", "customer"]) {
    if (remembered(`kept.fold.${pane}`) === "yes") root.setAttribute(`data-folded-${pane}`, "");
  }
  root.classList.add("js");
})();
