// Says that somebody looks here, and whether they type. <section data-presence="/conversations/42/presence/">

const EVERY = 25_000;
const FRESH = 4_000;
let typed = 0;
let told = 0;
let toldTyping = false;
let place = "";

function tell(typing) {
  const url = document.querySelector("[data-presence]")?.dataset.presence;
  if (!url || document.hidden) return;
  told = Date.now();
  toldTyping = typing;
  const body = new URLSearchParams(typing ? { typing: "1" } : {});
  fetch(url, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset.csrf } }).catch(() => { /* told again at the next beat */ });
}

function leave() {
  if (place) fetch(place, { method: "DELETE", headers: { "X-CSRFToken": document.body.dataset.csrf }, keepalive: true }).catch(() => {});
}

function look() {
  const url = document.querySelector("[data-presence]")?.dataset.presence || "";
  if (url === place) return;
  leave();
  place = url;
  typed = 0;
  tell(false);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest?.("[data-composer]")) return;
  typed = Date.now();
  if (!toldTyping || Date.now() - told > FRESH) tell(true);
});
// Who stopped typing says nothing: look again once the sign has faded.
let fading = 0;
document.addEventListener("htmx:after:swap", () => {
  clearTimeout(fading);
  if (document.querySelector(".present-typing")) fading = setTimeout(() => document.body.dispatchEvent(new Event("kept:presence")), 9_000);
});
setInterval(() => tell(Date.now() - typed < FRESH * 2), EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(false); });
document.addEventListener("htmx:after:swap", look);
addEventListener("pagehide", leave);
look();
