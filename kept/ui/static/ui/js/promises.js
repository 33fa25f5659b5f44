// Promises beside the composer. Alt with a letter answers the first that is asked (P promise, X none, K it keeps it,
// T the better time, W words for it, A asks whom they name); Alt-I opens "I'll find out". The letter is read from the key's place, since Alt
// makes other signs of it on a Mac.
import { addBelow, replaceWords } from "./formatting.js";

const shown = (elt) => elt.checkVisibility?.() ?? elt.offsetParent !== null;

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-composer] form, form.promise-form");
  if (!form) return;
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.code.startsWith("Key")) {
    const letter = event.code.slice(3).toLowerCase();
    const found = [...form.querySelectorAll(letter === "i" ? "[data-finding-out]" : `[data-alt="${letter}"]`)].find(shown);
    if (!found) return;
    event.preventDefault();
    found.click();
    if (letter === "i") form.querySelector(".finding-out[open] select")?.focus();
    return;
  }
  // Enter in one of its fields says yes to the promise; the letter is not sent by it.
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("[data-promise-fields] :is(input, select)")) return;
  event.preventDefault();
  event.target.closest("[data-promise-fields]").querySelector("[data-confirm]").click();
});

// Kind words that the server wrote come below what stands there.
document.addEventListener("htmx:after:swap", () => {
  const kind = document.querySelector("[data-found] [data-insert]");
  if (!kind) return;
  const form = kind.closest("form");
  kind.remove();
  form.querySelector(".finding-out").open = false;
  addBelow(form, kind.dataset.insert);
});

// The word that it takes longer comes into the reply: that is opened first.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-word-button]")) document.querySelector('[data-composer] [aria-keyshortcuts="r"]')?.click();
});

// Words that say another time come in the place of the first ones; the browser's own undo takes them back.
document.addEventListener("htmx:after:swap", () => {
  const put = document.querySelector("[data-found] [data-put]");
  if (!put) return;
  const form = put.closest("form");
  put.remove();
  replaceWords(form, put.dataset.putFor, put.dataset.put);
});

// A better time, taken in a dialog.
document.addEventListener("click", (event) => {
  const taken = event.target.closest?.("[data-take-time]");
  if (!taken) return;
  const at = taken.closest("form").querySelector('input[type="datetime-local"]');
  at.value = taken.dataset.takeTime;
  at.dispatchEvent(new Event("change", { bubbles: true }));
  at.focus();
});

// What was said in a menu is done: it closes, and the keys act on the conversation again.
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target;
  if (!form.matches?.("form.promise-form") || !(event.detail.ctx.response.status < 300)) return;
  form.reset();
  const menu = form.closest("details.menu");
  menu.open = false;
  menu.querySelector("summary").blur();
  if (menu.contains(document.activeElement)) document.activeElement.blur();
});
