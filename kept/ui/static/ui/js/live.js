// The live line: one EventSource that brings signals ("conversation 42 changed"), never content. What shows the
// conversation or the list listens for kept:conversation, kept:list and kept:presence on the body and fetches itself anew.
// After sleep or a lost line it resumes from the last position it heard.

import { isSignedIn, saysSignedOut } from "./session.js";

const BEAT = 45_000; // no sign of life for so long: the line is dead, whatever the browser believes
const LATE = { conversation: [40, 120], list: [250, 750], presence: [150, 250] }; // ms to gather, ms of jitter
const body = document.body;
const url = body.dataset.live;

let source = null;
let position = Number(body.dataset.position || 0);
let heard = Date.now();
let tries = 0;
let retry = 0;
let watching = "";
const pending = new Map();

const shown = () => document.querySelector("[data-conversation]")?.dataset.conversation || "";

export function announce(name, detail = {}) {
  if (!(name in LATE)) return;
  if (pending.has(name)) return;
  const [gather, jitter] = LATE[name];
  pending.set(name, setTimeout(() => {
    pending.delete(name);
    body.dispatchEvent(new CustomEvent(`kept:${name}`, { detail, bubbles: true }));
  }, gather + Math.random() * jitter));
}

function hear(event) {
  heard = Date.now();
  tries = 0;
  const data = event.data ? JSON.parse(event.data) : {};
  const reached = Number(data.position || event.lastEventId || 0);
  if (reached > position) position = reached;
  return data;
}

function open() {
  clearTimeout(retry);
  source?.close();
  watching = shown();
  const query = new URLSearchParams({ after: position });
  if (watching) query.set("conversation", watching);
  if (document.querySelector("[data-live-list], #places")) query.set("places", "1");
  source = new EventSource(`${url}?${query}`);
  source.addEventListener("open", () => { heard = Date.now(); tries = 0; tell(false); });
  source.addEventListener("changed", (event) => {
    if (String(hear(event).conversation ?? watching) === shown()) announce("conversation");
  });
  source.addEventListener("list", (event) => { hear(event); announce("list"); });
  source.addEventListener("presence", (event) => { hear(event); announce("presence"); });
  for (const beat of ["beat", "heartbeat", "message"]) source.addEventListener(beat, hear);
  source.addEventListener("error", () => lost());
}

function lost() {
  source?.close();
  clearTimeout(retry);
  tries += 1;
  if (tries === 2) isSignedIn();
  if (tries > 2) tell(!saysSignedOut());
  const pause = Math.min(30_000, 500 * 2 ** Math.min(tries, 6));
  retry = setTimeout(open, pause / 2 + Math.random() * pause / 2);
}

// Said only when it lasts, and without blame.
function tell(isLost) {
  const note = document.getElementById("line");
  if (note) note.hidden = !isLost;
}

function resume() {
  tries = 0;
  open();
  if (shown()) announce("conversation");
  announce("list");
}

if (url && "EventSource" in window) {
  open();
  let ticked = Date.now();
  setInterval(() => {
    const slept = Date.now() - ticked > 20_000;
    ticked = Date.now();
    if (document.hidden) return; // browsers slow the clocks of pages nobody looks at
    if (slept || (Date.now() - heard > BEAT && source?.readyState === EventSource.OPEN)) resume();
  }, 5_000);
  addEventListener("online", resume);
  addEventListener("pageshow", (event) => { if (event.persisted) resume(); });
  // A browser has few lines to one server (six under HTTP/1.1), so a page nobody looks at gives its own back.
  let aside = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(aside);
    if (document.hidden) aside = setTimeout(() => source?.close(), 60_000);
    else if (source?.readyState === EventSource.CLOSED || Date.now() - heard > BEAT) resume();
  });
  addEventListener("pagehide", () => source?.close());
  // Another conversation came on the screen: listen to that one.
  document.addEventListener("htmx:after:swap", () => { if (shown() !== watching) open(); });
}
