// What stands on the page is never overwritten by something older. Answers overtake each other: one that was asked for
// before another was shown may have been read before it, so its view of the conversation is left out and asked for anew.
// And one about a conversation that is no longer on the screen has nothing to show but what became of the deed.
import { announce } from "./live.js";

const VIEW = ["timeline", "file-head", "customer"];
const RETRY = 3_000;
const asked = new WeakMap();
let clock = 0;
let shownAt = 0;
let shown = document.getElementById("timeline");

const number = (within) => within.querySelector("#timeline")?.dataset.of;
const isLate = (ctx) => (asked.get(ctx) ?? 0) < shownAt;

document.addEventListener("htmx:before:request", (event) => asked.set(event.detail.ctx, ++clock));

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  const view = tasks.find((task) => task.target.id === "timeline");
  if (!view || event.defaultPrevented) return;
  const elsewhere = number(view.fragment) !== number(document);
  if (!elsewhere && !isLate(ctx)) return void (shownAt = ++clock);
  const stays = (task) => (elsewhere ? task.target.id === "toasts" : !VIEW.includes(task.target.id));
  tasks.splice(0, tasks.length, ...tasks.filter(stays));
  if (!elsewhere) announce("conversation");
});

// A conversation opened anew, while an answer was under way that brought news of it.
document.addEventListener("htmx:after:swap", (event) => {
  const timeline = document.getElementById("timeline");
  if (timeline === shown) return;
  shown = timeline;
  if (timeline && isLate(event.detail.ctx)) announce("conversation");
  shownAt = ++clock;
});

// News that could not be fetched is fetched once it can be.
function again(event) {
  const { ctx } = event.detail;
  const cause = ctx?.sourceEvent?.type ?? "";
  if (cause.startsWith("kept:") && !(ctx.response?.status < 500)) setTimeout(() => announce(cause.slice(5)), RETRY);
}
document.addEventListener("htmx:error", again);
document.addEventListener("htmx:response:error", again);
