// How htmx behaves here: a morph leaves alone what the reader opened; waiting shows as a quiet line; trouble is told.
import { isSignedIn } from "./session.js";
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
  if (status === 403) return void refused();
  const why = { 404: "wordsGone", 413: "wordsLarge" };
  toast(words(why[status] ?? "wordsTrouble"), "error");
});

// Signed out, the page says so; signed in anew meanwhile, it goes on with what it needs for that.
async function refused() {
  const before = document.body.dataset.csrf;
  if (await isSignedIn() === false) return;
  toast(words(before === document.body.dataset.csrf ? "wordsForbidden" : "wordsTrouble"), "error");
}

// What the server would refuse for its size need not travel first.
document.addEventListener("htmx:config:request", (event) => {
  const { body } = event.detail.ctx.request;
  const size = body instanceof FormData ? [...body.values()].reduce((sum, value) => sum + (value.size ?? 0), 0) : 0;
  if (size <= Number(words("mostBytes"))) return;
  event.preventDefault();
  toast(words("wordsLarge"), "error");
});
document.addEventListener("htmx:error", (event) => {
  if (byPerson(event) && event.detail.ctx && !navigator.onLine) toast(words("wordsOffline"), "error");
  else if (byPerson(event) && event.detail.ctx?.request) toast(words("wordsTrouble"), "error");
});

// A session that ended meanwhile answers with the sign-in page: go there instead of showing it inside a pane. Where the
// page only refreshed itself, somebody may be typing: it says so and stays.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.response?.raw?.redirected && new URL(ctx.response.raw.url).pathname.startsWith("/sign-in/")) {
    event.preventDefault();
    if (!byPerson(event)) return void isSignedIn();
    location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
  }
});
