// Keys are declared where they act: aria-keyshortcuts="r" on the thing, data-chord="g m" for two in a row.
// They never fire while typing.

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]");
const visible = (elt) => elt.checkVisibility?.() ?? elt.offsetParent !== null;
const first = (selector) => [...document.querySelectorAll(selector)].find((elt) => visible(elt) && !elt.disabled);

let chord = "";
let chordAt = 0;

function act(elt) {
  if (elt.matches("input:not([type=submit], [type=checkbox]), textarea, select")) elt.focus();
  else if (elt.matches("summary")) { elt.click(); elt.parentElement.querySelector(".menu-sheet :is(button, a, input, select)")?.focus(); }
  else elt.click();
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")].filter(visible);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const from = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function pressed(event) {
  const key = event.key;
  if (key === "j" || key === "ArrowDown" && document.activeElement?.matches("[data-row]")) return move(1), true;
  if (key === "k" || key === "ArrowUp" && document.activeElement?.matches("[data-row]")) return move(-1), true;
  if (key === "o") return document.activeElement?.matches("[data-row]") && (document.activeElement.click(), true);
  if (key === "?") return document.getElementById("keys")?.showModal(), true;
  const found = first(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (found) act(found);
  return Boolean(found);
}

function finished(event) {
  const now = Date.now();
  if (chord && now - chordAt < 1500) {
    const found = document.querySelector(`[data-chord="${chord} ${CSS.escape(event.key)}"]`);
    chord = "";
    if (found) found.click();
    return Boolean(found);
  }
  chord = "";
  if (event.key !== "g") return false;
  [chord, chordAt] = ["g", now];
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target) && !event.target.closest("dialog, .menu")) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (finished(event) || pressed(event)) event.preventDefault();
});
