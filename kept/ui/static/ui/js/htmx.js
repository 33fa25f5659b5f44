// How htmx behaves here: a morph leaves alone what the reader opened; waiting shows as a quiet line; trouble is told.
import { toast } from "./toasts.js";

const OWN = { DETAILS: ["open"], DIALOG: ["open"], IFRAME: ["style", "data-tall"] };

window.htmx.registerExtension("kept", {
  htmx_before_morph_attr: (elt, { attrName }) => !(OWN[elt.tagName]?.includes(attrName)),
});

const line = document.createElement("div");
line.className = "waiting-line";
line.setAttribute("aria-hidden", "true");
document.body.append(line);

// Only what a person started shows a line; live refreshes are silent, and so is what is looked for while they type.
let waiting = 0;
const byPerson = (event) => !event.detail.ctx?.sourceEvent?.type?.startsWith("kept:") && !event.target.matches?.("[data-found]");
document.addEventListener("htmx:before:request", (event) => {
  if (byPerson(event)) line.classList.toggle("on", ++waiting > 0);
});
document.addEventListener("htmx:finally:request", (event) => {
  if (byPerson(event)) line.classList.toggle("on", (waiting = Math.max(0, waiting - 1)) > 0);
});

const words = (name) => document.body.dataset[name];
document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (!byPerson(event) || status === 422) return;
  toast(words(status === 403 ? "wordsForbidden" : status === 404 ? "wordsGone" : "wordsTrouble"), "error");
});
document.addEventListener("htmx:error", (event) => {
  if (byPerson(event) && event.detail.ctx && !navigator.onLine) toast(words("wordsOffline"), "error");
  else if (byPerson(event) && event.detail.ctx?.request) toast(words("wordsTrouble"), "error");
});

// A session that ended meanwhile answers with the sign-in page: go there instead of showing it inside a pane.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.response?.raw?.redirected && new URL(ctx.response.raw.url).pathname.startsWith("/sign-in/")) {
    event.preventDefault();
    location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
  }
});
