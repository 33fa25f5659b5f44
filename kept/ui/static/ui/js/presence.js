// Says that somebody looks here, and whether they type. <section data-presence="/conversations/42/presence/">

const EVERY = 25_000;
const FRESH = 4_000;
let typed = 0;
let told = 0;
let place = "";

function tell(typing) {
  const url = document.querySelector("[data-presence]")?.dataset.presence;
  if (!url || document.hidden) return;
  told = Date.now();
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
  tell(false);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest?.("[data-composer]")) return;
  typed = Date.now();
  if (Date.now() - told > FRESH) tell(true);
});
setInterval(() => tell(Date.now() - typed < FRESH * 2), EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(false); });
document.addEventListener("htmx:after:swap", look);
addEventListener("pagehide", leave);
look();
