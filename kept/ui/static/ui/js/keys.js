// Keys are declared where they act: aria-keyshortcuts="r" on the thing, data-chord="g m" for two in a row.
// They never fire while typing.

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]");
const visible = (elt) => elt.checkVisibility?.() ?? elt.offsetParent !== null;
const first = (selector) => [...document.querySelectorAll(selector)].find((elt) => visible(elt) && !elt.disabled);

// Of what was done, the key undoes the newest and nothing before it, whose undoing might be another deed by now.
const done = () => [...document.querySelectorAll("#toasts [data-toast]:not(.toast-error)")].at(-1);
const undo = () => done().querySelector(".toast-undo:not(:disabled)");

let chord = "";
let chordAt = 0;
let trail = { names: [], at: -1 }; // where the reader last stood, for when that row has left the list

function act(elt) {
  if (elt.matches("input:not([type=submit], [type=checkbox]), textarea, select")) elt.focus();
  else if (elt.matches("summary")) { elt.click(); elt.parentElement.querySelector(".menu-sheet :is(button, a, input:not([type=hidden]), select)")?.focus(); }
  else elt.click();
}

const allRows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter(visible);

function standing(rows) {
  const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  return at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
}

function remember() {
  const rows = allRows();
  const at = standing(rows);
  if (at >= 0) trail = { names: rows.map((row) => row.dataset.row), at };
}

// The nearest row in that direction of those that stood around the one that is gone.
function beyond(rows, step) {
  const names = step > 0 ? trail.names.slice(trail.at + 1) : trail.names.slice(0, Math.max(0, trail.at)).reverse();
  const name = names.find((each) => rows.some((row) => row.dataset.row === each));
  return name ? rows.findIndex((row) => row.dataset.row === name) : step > 0 && trail.at > 0 ? rows.length - 1 : 0;
}

function move(step) {
  const rows = allRows();
  if (!rows.length) return;
  const from = standing(rows);
  const next = rows[from < 0 ? beyond(rows, step) : Math.min(rows.length - 1, Math.max(0, from + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function pressed(event) {
  const key = event.key;
  if (key === "j" || key === "ArrowDown" && document.activeElement?.matches("[data-row]")) return move(1), true;
  if (key === "k" || key === "ArrowUp" && document.activeElement?.matches("[data-row]")) return move(-1), true;
  if (key === "o") return document.activeElement?.matches("[data-row]") && (document.activeElement.click(), true);
  if (key === "?") return document.getElementById("keys")?.showModal(), true;
  // The list stands beside a conversation where there is room, and needs no way back.
  const found = key === "z" && done() ? undo() : first(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (found) return act(found), true;
  const row = key === "u" && document.querySelector("[data-row][aria-current]");
  return row && (row.focus(), true);
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

// While another conversation is on its way, the one that still stands there must not get what is meant for it; and where
// none stands there yet, what would mean nothing on this page is meant for the one that comes.
const PATIENCE = 10_000;
const OF_THE_LIST = "jkoug? ";
let opening = null; // { ctx, at, key }: the newest request, since when, and the first key meant for what it brings

function isForTheNext(key) {
  const sign = `[aria-keyshortcuts="${CSS.escape(key)}"]`;
  if (document.getElementById("conversation")) return first(`#beside ${sign}`);
  return key.length === 1 && !OF_THE_LIST.includes(key) && !first(sign);
}

function waits(key) {
  if (!opening || chord || Date.now() - opening.at > PATIENCE || !isForTheNext(key)) return false;
  opening.key ??= key;
  return true;
}

function opened() {
  const key = opening?.key;
  opening = null;
  if (key) pressed({ key });
}

const byRow = (event) => event.target.matches?.("[data-row]");
document.addEventListener("htmx:before:request", (event) => { if (byRow(event)) opening = { ctx: event.detail.ctx, at: Date.now() }; });
document.addEventListener("htmx:finally:request", (event) => {
  if (opening?.ctx !== event.detail.ctx) return;
  if (!(opening.ctx.response?.status < 300)) opening.key = null; // it did not come
  opened();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target) && !event.target.closest("dialog, .menu")) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (document.activeElement?.closest("details.menu[open]")) return; // its letters choose within it
  remember();
  if (waits(event.key) || finished(event) || pressed(event)) event.preventDefault();
});
document.addEventListener("pointerdown", remember);
