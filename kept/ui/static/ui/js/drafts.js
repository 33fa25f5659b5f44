// No typed text is ever lost: every keystroke is kept in this browser at once and on the server within a second.
// <form data-draft="/conversations/42/draft/reply/"> … <output data-draft-state>

const PAUSE = 700;
const timers = new WeakMap();
const busy = new WeakSet();
const confirmed = new WeakMap(); // what the server is known to have

const key = (form) => `kept.draft.${document.body.dataset.member}.${form.dataset.draft}`;
const text = (form) => form.elements.text;

const shelf = {
  get: (form) => { try { return JSON.parse(localStorage.getItem(key(form))); } catch { return null; } },
  set: (form) => { try { localStorage.setItem(key(form), JSON.stringify({ text: text(form).value, over: confirmed.get(form) ?? text(form).defaultValue })); } catch { /* full or forbidden: the server's copy remains */ } },
  drop: (form) => { try { localStorage.removeItem(key(form)); } catch { /* nothing to drop */ } },
};

function say(form, word) {
  const state = form.querySelector("[data-draft-state]");
  if (state) state.textContent = state.dataset[word] || "";
}

function parcel(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function save(form) {
  clearTimeout(timers.get(form));
  if (!form.isConnected || form.dataset.sent) return;
  if (busy.has(form)) return later(form);
  busy.add(form);
  const sent = text(form).value;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: parcel(form), headers: { "X-CSRFToken": document.body.dataset.csrf }, keepalive: sent.length < 50_000 });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    confirmed.set(form, sent);
    if (text(form).value === sent) { shelf.drop(form); say(form, sent ? "saved" : ""); }
  } catch {
    say(form, "here");
    setTimeout(() => later(form), 5_000);
  } finally {
    busy.delete(form);
  }
}

function later(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), PAUSE));
}

// What stood on the page at the first key: anything later, the writer may not have read.
function begin(form) {
  const newest = document.getElementById("timeline")?.dataset.newest;
  if (!shelf.get(form) && !form.dataset.begun && form.elements.begun && newest) form.elements.begun.value = newest;
  form.dataset.begun = "yes";
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.target.type === "file") return;
  delete form.dataset.sent;
  begin(form);
  shelf.set(form);
  say(form, "");
  later(form);
});

// Sent: the server has put the draft away with it. Not sent: the words are still here and still kept.
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form && event.target === form) { clearTimeout(timers.get(form)); form.dataset.sent = "yes"; }
});
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form && event.target === form && event.detail.ctx.response.status < 300) shelf.drop(form);
});
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || event.target !== form || event.detail.ctx.response?.status < 300) return;
  delete form.dataset.sent;
  shelf.set(form);
  if (event.detail.ctx.response?.status === 422) return later(form);
  say(form, "here");
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form && !form.dataset.discarding) shelf.set(form);
}, true);

// What this browser kept is what the server never confirmed. Clocks are not compared, since two machines have two: ours
// stands if the server still has what ours was written over; where both went on, both stay.
function restore(form) {
  if (form.dataset.restored) return;
  form.dataset.restored = "yes";
  const kept = shelf.get(form);
  const there = text(form).value;
  if (!kept?.text || there === kept.text) return shelf.drop(form);
  const ours = kept.over === there || kept.text.includes(there.trim());
  text(form).value = ours ? kept.text : `${there}\n\n${kept.text}`;
  say(form, "restored");
  later(form);
}

const restoreAll = () => document.querySelectorAll("form[data-draft]").forEach(restore);
document.addEventListener("htmx:after:swap", restoreAll);
restoreAll();

function flush() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (shelf.get(form) && !form.dataset.sent) save(form);
  }
}
addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
// Another conversation is about to take the place of this one.
document.addEventListener("htmx:before:swap", flush);
