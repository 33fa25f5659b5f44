// Mail as its sender formatted it stands in a sandboxed frame that may run nothing, so it cannot tell its height.
// The frame shares our origin for measuring only (sandbox="allow-same-origin", never scripts).

function fit(frame) {
  const root = frame.contentDocument?.documentElement;
  if (!root) return;
  frame.style.blockSize = `${Math.min(Math.max(root.scrollHeight, 40) + 4, 20_000)}px`;
}

function watch(frame) {
  if (frame.dataset.watched) return;
  frame.dataset.watched = "yes";
  frame.addEventListener("load", () => fit(frame));
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}

const watchAll = () => document.querySelectorAll("iframe[data-mail]").forEach(watch);
document.addEventListener("htmx:after:swap", watchAll);
addEventListener("resize", () => document.querySelectorAll("iframe[data-mail]").forEach(fit));
document.addEventListener("toggle", (event) => event.target.querySelectorAll?.("iframe[data-mail]").forEach((frame) => { watch(frame); fit(frame); }), true);
watchAll();
