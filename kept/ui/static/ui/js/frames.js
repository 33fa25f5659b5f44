// Mail as its sender formatted it stands in a sandboxed frame that may run nothing, so it cannot tell its height.
// The frame shares our origin for measuring only (sandbox="allow-same-origin", never scripts).

const TALLEST = 20_000;
const SMALLEST = 0.4;
const EDGE = 8;
const theme = () => document.documentElement.dataset.theme ?? "light";
const all = () => document.querySelectorAll("iframe[data-mail]");

// As high as its letter; one that is wider than its room is made smaller, as telephones do.
function fit(frame) {
  const root = frame.contentDocument?.documentElement;
  if (!root || !frame.clientWidth) return;
  root.dataset.theme = theme();
  root.style.zoom = 1;
  const wide = root.scrollWidth + EDGE;
  if (wide > root.clientWidth + EDGE + 1) root.style.zoom = Math.max(root.clientWidth / wide, SMALLEST);
  const height = Math.ceil(root.getBoundingClientRect().height) + (frame.offsetHeight - frame.clientHeight);
  frame.style.blockSize = `${Math.min(Math.max(height, 40), TALLEST)}px`;
  const always = "always" in root.dataset;
  const shown = always || frame.contentWindow.location.search.includes("images=yes");
  for (const note of frame.parentElement.querySelectorAll(".as-sent-note"))
    note.hidden = note.matches(".as-sent-always") ? !always : shown;
}

function watch(frame) {
  if (frame.dataset.watched) return;
  frame.dataset.watched = "yes";
  let width = 0;
  const grown = new ResizeObserver(() => fit(frame));
  const loaded = () => {
    fit(frame);
    grown.disconnect();
    const body = frame.contentDocument?.body;
    if (body) grown.observe(body); // a picture came, a quote was opened
  };
  frame.addEventListener("load", loaded);
  new ResizeObserver(() => { if (frame.clientWidth !== width) { width = frame.clientWidth; fit(frame); } }).observe(frame);
  if (frame.contentDocument?.readyState === "complete") loaded();
}

const watchAll = () => all().forEach(watch);
document.addEventListener("htmx:after:swap", watchAll);
new MutationObserver(() => all().forEach(fit)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
watchAll();
