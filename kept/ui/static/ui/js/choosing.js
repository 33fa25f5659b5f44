// The dialog in which one chooses another conversation: it opens when something was put into it, arrows walk its list.
import { announce } from "./live.js";

const dialog = () => document.getElementById("choosing");

document.addEventListener("htmx:after:swap", () => {
  const box = dialog();
  if (!box?.querySelector("#choosing-name")) return;
  if (!box.open) box.showModal();
  if (!box.contains(document.activeElement)) box.querySelector("[autofocus]")?.focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
});
// What was chosen from is of no use once it is closed, and must not open again by itself.
document.addEventListener("close", (event) => { if (event.target.id === "choosing") event.target.replaceChildren(); }, true);

document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.closest?.("#choosing")) return;
  const stops = [...dialog().querySelectorAll("#choosing-words, .choice")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
});

// Enter in the search takes the first that fits: of the list for the words that stand there, which may be on its way.
let takes = false;
const search = () => document.getElementById("choosing-words");
const isListed = (field) => document.querySelector("#choices [data-listed]")?.dataset.listed === field.value;

function take() {
  takes = !isListed(search());
  if (!takes) dialog().querySelector(".choice")?.click();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#choosing .choosing-ask")) return;
  event.preventDefault();
  take();
}, true);
document.addEventListener("input", (event) => { if (event.target === search()) takes = false; });
document.addEventListener("htmx:after:swap", () => { if (takes && search()) take(); });

// Our own merging ends the conversation on the page: what the live line says of that must not lead away from the
// answer that draws where it goes on, with its undo. So news waits until the answer is there; what came meanwhile is
// then fetched, for the answer may have been read before it.
const putting = new Set();
let waits = false;
const puts = (ctx) => ctx.sourceElement?.matches?.("#choosing form, .event form, .toast form");
document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (puts(ctx)) putting.add(ctx);
  else if (event.target.id === "timeline" && putting.size) { event.preventDefault(); waits = true; }
});
document.addEventListener("htmx:finally:request", (event) => {
  if (!putting.delete(event.detail.ctx) || putting.size || !waits) return;
  waits = false;
  announce("conversation");
});
