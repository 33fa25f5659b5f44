// Where the eye lands: on what is new since the last visit, else at the newest. A live refresh moves nothing,
// unless the reader stood at the end already or has just written.

let atEnd = true;
let shown = "";
const scroller = () => document.querySelector("[data-file-scroll]");
const toEnd = (elt) => { elt.scrollTop = elt.scrollHeight; };

// The composer grows and shrinks beneath; who stood at the end stays there.
const sizes = new ResizeObserver(([entry]) => { if (atEnd) toEnd(entry.target); });

function watch(elt) {
  if (elt.dataset.watched) return;
  elt.dataset.watched = "yes";
  elt.addEventListener("scroll", () => { atEnd = elt.scrollHeight - elt.scrollTop - elt.clientHeight < 60; }, { passive: true });
  sizes.disconnect();
  sizes.observe(elt);
}

function land(elt) {
  const target = document.getElementById(location.hash.slice(1)) || document.getElementById("new-mark");
  const last = [...elt.querySelectorAll(".letter")].at(-1);
  if (target && elt.contains(target)) target.scrollIntoView({ block: "start" });
  else if (last && last.offsetHeight > elt.clientHeight) last.scrollIntoView({ block: "start" });
  else toEnd(elt);
  atEnd = elt.scrollHeight - elt.scrollTop - elt.clientHeight < 60;
}

// The list shows which conversation stands beside it, and that it has been read.
function markRows() {
  for (const row of document.querySelectorAll("[data-row]")) {
    const current = row.dataset.row === shown;
    if (current) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (current) row.classList.remove("row-new");
  }
}

// And the rail which place one is in.
function markPlaces() {
  const here = location.pathname.match(/^\/inbox\/[^/]+\//)?.[0];
  for (const link of here ? document.querySelectorAll("a.rail-link") : []) {
    if (link.pathname === here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function arrived(event) {
  const number = document.querySelector("[data-conversation]")?.dataset.conversation || "";
  const elt = scroller();
  if (elt) watch(elt);
  if (number !== shown) {
    shown = number;
    if (elt) land(elt);
  } else if (elt && (atEnd || event?.target.closest?.("[data-composer]"))) toEnd(elt);
  markRows();
  markPlaces();
}

document.addEventListener("htmx:after:swap", arrived);
arrived();
addEventListener("load", () => { const elt = scroller(); if (elt) land(elt); });
