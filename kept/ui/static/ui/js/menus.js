// Menus are <details class="menu">: they work without script. Here: one at a time, closed by Escape, by a click outside
// and by choosing; arrows and first letters move inside. Dialogs open by data-open-dialog.

const open = () => document.querySelectorAll("details.menu[open]");

function close(menu, focus = false) {
  menu.open = false;
  if (focus) menu.querySelector("summary")?.focus();
}

document.addEventListener("click", (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target) || event.target.closest(".menu-item:not([data-stay])")) close(menu);
  }
  const opener = event.target.closest("[data-open-dialog]");
  if (opener) document.getElementById(opener.dataset.openDialog)?.showModal();
  if (event.target.matches("dialog")) {
    const box = event.target.getBoundingClientRect();
    if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) event.target.close();
  }
});

// A menu near the lower or far edge of the window opens to the other side.
document.addEventListener("toggle", (event) => {
  const sheet = event.target.matches?.("details.menu[open]") && event.target.querySelector(".menu-sheet");
  if (!sheet) return;
  sheet.classList.toggle("menu-flip", false);
  const box = sheet.getBoundingClientRect();
  const rtl = document.documentElement.dir === "rtl";
  if (rtl ? box.left < 8 : box.right > innerWidth - 8) sheet.classList.add("menu-end");
  if (sheet.closest("[data-file-scroll]")) sheet.scrollIntoView({ block: "nearest" });
}, true);

document.addEventListener("keydown", (event) => {
  const menu = document.activeElement?.closest?.("details.menu[open]") || open()[0];
  if (!menu) return;
  if (event.key === "Escape") return event.preventDefault(), close(menu, true);
  if (document.activeElement.matches("select, textarea, input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...menu.querySelectorAll(".menu-item")].filter((item) => item.checkVisibility());
  const to = goal(items, items.indexOf(document.activeElement), event.key);
  if (!to) return;
  to.focus();
  event.preventDefault();
});

const words = (item) => [...item.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();

function goal(items, at, key) {
  if (key === "ArrowDown" || key === "ArrowUp") return items.at((at + (key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % items.length);
  if (key.length > 1 || key === " ") return null;
  const round = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return round.find((item) => words(item).toLowerCase().startsWith(key.toLowerCase()));
}
