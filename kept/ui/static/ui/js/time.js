// Keeps "5 minutes ago" true while the page stays open. Beyond a day the server's words stand.

const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "always" });

function tell(elt) {
  const minutes = Math.round((Date.parse(elt.dateTime) - Date.now()) / 60_000);
  if (minutes > 0 || minutes <= -6 * 60) return;
  if (minutes > -1) return;
  const said = minutes > -60 ? words.format(minutes, "minute") : words.format(Math.trunc(minutes / 60), "hour");
  if (elt.textContent !== said) elt.textContent = said;
}

setInterval(() => { if (!document.hidden) document.querySelectorAll("time.when").forEach(tell); }, 30_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) document.querySelectorAll("time.when").forEach(tell); });

// The exact moment, in the member's own time zone, where the server has not written it.
const zone = document.body.dataset.zone || undefined;
const exact = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "full", timeStyle: "short", hourCycle: "h23", timeZone: zone });
document.addEventListener("pointerover", (event) => {
  const elt = event.target.closest?.("time.when:not([data-exact])");
  if (elt) elt.dataset.exact = exact.format(Date.parse(elt.dateTime));
});
