// The composer: reply or note, Ctrl/Cmd-Enter sends, files by button, by drop and by paste.
import { place } from "./formatting.js";

function turn(composer, kind) {
  composer.dataset.kind = kind;
  for (const tab of composer.querySelectorAll("[data-kind-tab]")) tab.setAttribute("aria-selected", String(tab.dataset.kindTab === kind));
  for (const form of composer.querySelectorAll("[data-kind-form]")) form.hidden = form.dataset.kindForm !== kind;
  composer.setAttribute("data-awake", "");
  const form = composer.querySelector(`[data-kind-form="${kind}"] form`);
  if (form) place(form).focus();
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-kind-tab]");
  if (tab) turn(tab.closest("[data-composer]"), tab.dataset.kindTab);
});

document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[data-kind-tab]");
  if (tab && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    const tabs = [...tab.parentElement.querySelectorAll("[data-kind-tab]")];
    tabs[(tabs.indexOf(tab) + 1) % tabs.length].click();
    return event.preventDefault();
  }
  const form = event.target.closest?.("[data-composer] form");
  if (!form || event.key !== "Enter") return;
  if (!(event.ctrlKey || event.metaKey)) {
    if (event.target.matches("input")) event.preventDefault(); // people and times are no letter yet
    return;
  }
  event.preventDefault();
  const closing = event.shiftKey && form.querySelector("button[name=then][value=close]");
  form.requestSubmit(closing || form.querySelector("button[data-send]"));
});

// What is sent is out of hand: the keys act on the conversation again, and the next letter typed is no further message.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-composer] form") || !event.target.contains(document.activeElement)) return;
  event.target.closest(".file")?.querySelector("[data-file-scroll]")?.focus({ preventScroll: true });
});

// Only words wake it: were a tab to do so by its focus, it would move away from under the finger that presses it.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea, .ProseMirror")) event.target.closest("[data-composer]")?.setAttribute("data-awake", "");
});

// Files dropped or pasted go the way of those chosen by the button: to the draft on the server, at once.
document.addEventListener("dragover", (event) => {
  if (event.target.closest?.("[data-composer]") && event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
for (const kind of ["drop", "paste"]) {
  document.addEventListener(kind, (event) => {
    const files = (event.dataTransfer || event.clipboardData)?.files;
    const likeness = kind === "paste" && event.clipboardData?.types.includes("text/plain");
    const input = files?.length && !likeness && !event.defaultPrevented && event.target.closest?.("[data-composer] form")?.querySelector("input[type=file]");
    if (!input) return;
    event.preventDefault();
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
// Once the server has them, sending the form must not bring them a second time.
document.addEventListener("htmx:after:request", (event) => {
  if (event.target.matches?.("[data-composer] input[type=file]")) event.target.value = "";
});
