// No typed text is ever lost: every keystroke is kept in this browser at once and on the server within a second.
// <form data-draft="/conversations/42/draft/reply/"> with the hidden fields key, over and version, and an
// <output data-draft-state>. Only what was typed here is saved, and only over what was seen here (`over`).
import { isSignedIn, saysSignedOut } from "./session.js";
import { shelf } from "./shelf.js";

const PAUSE = 700;
const AGAIN = 5_000;
const MOST = 50; // versions remembered
const PEOPLE = ["to", "cc", "bcc"];
const FIELDS = ["text", "html", ...PEOPLE];
const timers = new WeakMap();
const busy = new WeakSet();
const typed = new WeakSet(); // what the server is not known to have
const stamped = new WeakMap(); // the words that the newest version stands for
const sending = new WeakMap(); // wants to be sent once the save under way is answered
const leaves = new WeakMap(); // the words that are on their way out: what is typed on meanwhile waits for the answer

const text = (form) => form.elements.text;
const forms = () => document.querySelectorAll("form[data-draft]");
const draft = (event) => event.target.closest?.("form[data-draft]");
const name = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("");
const words = (form) => Object.fromEntries(FIELDS.filter((field) => form.elements[field]).map((field) => [field, form.elements[field].value]));

function say(form, word) {
  const state = form.querySelector("[data-draft-state]");
  if (state) state.textContent = state.dataset[word] || "";
}

// Words that are tried get a version of their own, which counts as seen: when the answer is lost, the server may have it.
function stamp(form) {
  const { over, version } = form.elements;
  const now = JSON.stringify(words(form));
  if (stamped.get(form) !== now) {
    const [first, ...later] = over.value.split(",");
    version.value = name();
    over.value = [first, ...later.slice(-MOST), version.value].join(",");
    stamped.set(form, now);
  }
  keep(form);
}

function keep(form) {
  typed.add(form);
  shelf.put(form, { ...words(form), key: form.elements.key.value, over: form.elements.over.value });
}

function parcel(form) {
  const data = new FormData(form);
  for (const [field, value] of [...data]) if (value instanceof File) data.delete(field);
  return data;
}

async function save(form) {
  clearTimeout(timers.get(form));
  if (!form.isConnected || leaves.has(form) || !typed.has(form)) return;
  if (busy.has(form)) return later(form);
  busy.add(form);
  stamp(form);
  const sent = words(form);
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: parcel(form), headers: { "X-CSRFToken": document.body.dataset.csrf }, keepalive: sent.text.length + sent.html.length < 50_000 });
    if (answer.redirected || answer.status === 403 || saysSignedOut()) await isSignedIn();
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    settle(form, sent, await answer.json());
  } catch {
    say(form, "here");
    later(form, AGAIN);
  } finally {
    busy.delete(form);
    sendNow(form);
  }
}

// The server's answer: usually that it has the words; else what they became together with those of another window.
function settle(form, sent, there) {
  const more = FIELDS.filter((field) => sent[field] !== undefined && form.elements[field].value !== sent[field]);
  form.elements.key.value = there.key;
  form.elements.over.value = there.outcome === "kept" ? there.version : `${form.elements.over.value},${there.version}`;
  if (there.outcome !== "kept") rewrite(form, sent, there);
  say(form, there.outcome === "kept" ? (sent.text && !more.length ? "saved" : "") : there.outcome);
  if (more.length) return keep(form), later(form);
  typed.delete(form);
  if (leaving) return;
  shelf.drop(form);
  restore(form);
}

// What stands here, where `there` is what became of the words that were `sent` and perhaps typed on meanwhile.
function merged(here, sent, there, between = "\n\n") {
  if (here === sent || !here.trim()) return there;
  if (!there.trim()) return here;
  return sent.trim() && there.includes(sent) ? there.replace(sent, () => here) : `${here}${between}${there}`;
}

// Ours stands first where two texts were joined, so the caret stays where it was.
function rewrite(form, sent, there) {
  const field = text(form);
  const { selectionStart, selectionEnd } = field;
  const here = words(form);
  const html = here.html || there.html ? merged(page(here), page(sent), page(there), "<p></p>") : "";
  put(form, { text: merged(here.text, sent.text, there.text), html });
  const most = field.value.length;
  if (document.activeElement === field) field.setSelectionRange(Math.min(selectionStart, most), Math.min(selectionEnd, most));
}

// With or without form, as markup.
const escaped = (line) => line.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt()};`);
const page = (said) => said.html || said.text.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("");

// Other words than were typed here. Where they have form, the editor shows them: see formatting.js.
function put(form, fields) {
  const before = JSON.stringify(words(form));
  for (const [field, value] of Object.entries(fields)) if (form.elements[field] && value !== undefined && form.elements[field].value !== value) form.elements[field].value = value;
  if (JSON.stringify(words(form)) !== before) text(form).dispatchEvent(new Event("kept:words", { bubbles: true }));
}

function later(form, pause = PAUSE) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), pause));
}

// What stood on the page at the first key: anything later, the writer may not have read.
function begin(form) {
  const newest = document.getElementById("timeline")?.dataset.newest;
  if (!typed.has(form) && !form.dataset.begun && form.elements.begun && newest) form.elements.begun.value = newest;
  form.dataset.begun = "yes";
}

document.addEventListener("input", (event) => {
  const form = draft(event);
  if (!form || event.target.type === "file") return;
  begin(form);
  keep(form);
  say(form, "");
  later(form);
});

// Sending waits for the save under way, which could otherwise arrive behind it.
document.addEventListener("submit", (event) => {
  const form = draft(event);
  if (!form) return;
  if (!busy.has(form)) return stamp(form);
  event.preventDefault();
  event.stopImmediatePropagation();
  sending.set(form, event.submitter);
  say(form, "waiting");
}, true);

function sendNow(form) {
  if (!sending.has(form)) return;
  const button = sending.get(form);
  sending.delete(form);
  form.requestSubmit(button?.form === form && !button.disabled ? button : undefined);
}

// Sent: the server has put the draft away with it. Not sent: the words are still here and still kept.
const arrived = (ctx) => ctx.response?.status < 300 && !ctx.response.raw.redirected;
const composed = (ctx) => (ctx?.sourceElement?.matches?.("form[data-draft]") ? ctx.sourceElement : null);
document.addEventListener("htmx:before:request", (event) => {
  const form = composed(event.detail.ctx);
  if (form) { clearTimeout(timers.get(form)); leaves.set(form, words(form)); }
});
document.addEventListener("htmx:after:request", (event) => {
  const form = composed(event.detail.ctx);
  if (form && arrived(event.detail.ctx)) putAway(form);
});

// The composer that takes this one's place begins with what was typed after the sending.
function putAway(form) {
  const [sent, here] = [leaves.get(form), words(form)];
  typed.delete(form);
  shelf.drop(form);
  if (sent.text === here.text && sent.html === here.html) return;
  const more = (field) => (here[field].startsWith(sent[field]) ? here[field].slice(sent[field].length).trimStart() : here[field]);
  shelf.put(form, { text: more("text"), html: more("html"), over: "" });
}

document.addEventListener("htmx:finally:request", (event) => {
  const form = composed(event.detail.ctx);
  if (form) leaves.delete(form);
  if (!form || arrived(event.detail.ctx)) return;
  if (event.detail.ctx.response?.status === 422) return later(form, 0);
  say(form, "here");
  later(form, AGAIN);
});

// What this browser kept is what the server never confirmed. What it becomes beside what stands there now, the server says.
function restore(form) {
  const kept = typed.has(form) ? null : shelf.take(form);
  if (!kept?.text?.trim() || (kept.text === text(form).value && kept.over.split(",").includes(form.elements.over.value))) return;
  put(form, kept);
  keep(form);
  say(form, "restored");
  save(form);
}

function restoreAll() {
  for (const form of forms()) {
    if (form.dataset.restored) continue;
    form.dataset.restored = "yes";
    form.elements.html.value = form.elements.html.dataset.html ?? "";
    restore(form);
  }
}
document.addEventListener("htmx:after:swap", restoreAll);
restoreAll();

// A window that is come back to shows what was written, sent or put away elsewhere; where words wait, they go first.
async function lookAgain(form) {
  if (typed.has(form)) return save(form);
  const { over } = form.elements;
  const before = over.value;
  const answer = await fetch(form.dataset.draft, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const there = await answer.json();
  const isLate = typed.has(form) || leaves.has(form) || over.value !== before; // it is older than what stands here
  if (form.isConnected && !isLate && there.version !== before) adopt(form, there);
}

function adopt(form, there) {
  const moved = PEOPLE.some((field) => form.elements[field] && form.elements[field].value !== there[field]);
  put(form, Object.fromEntries([...FIELDS, "key"].map((field) => [field, there[field]])));
  form.elements.over.value = there.version;
  say(form, there.text ? "saved" : "");
  if (moved) form.querySelector(".composer-people")?.dispatchEvent(new Event("kept:people"));
  document.body.dispatchEvent(new Event("kept:files"));
}

// The next page may have been drawn before the last save was in: it compares with what still lies on the shelf.
let leaving = false;
addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, AGAIN); });

let looked = Date.now();
function comeBack() {
  if (document.hidden || Date.now() - looked < 500) return;
  looked = Date.now();
  forms().forEach(lookAgain);
}
for (const event of ["focus", "online"]) addEventListener(event, comeBack);
addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });

addEventListener("pagehide", () => forms().forEach(save));
document.addEventListener("visibilitychange", () => (document.hidden ? forms().forEach(save) : comeBack()));
// Another conversation is about to take the place of this one.
document.addEventListener("htmx:before:swap", () => forms().forEach(save));
