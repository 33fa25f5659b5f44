// Ctrl/Cmd-K: every place and everything that can be done here, found by a few letters. What stands in it is whatever
// carries data-anything on the page, so it never offers what the page does not.

const dialog = document.getElementById("palette");
const input = document.getElementById("palette-words");
const list = document.getElementById("palette-list");
let at = 0;

const label = (elt) => (elt.dataset.anything || elt.querySelector(".rail-word")?.textContent || elt.getAttribute("aria-label") || elt.textContent).trim();
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function offers() {
  const seen = new Set();
  return [...document.querySelectorAll("[data-anything]")]
    .filter((elt) => !elt.disabled && !elt.closest("[hidden]"))
    .map((elt) => ({ label: label(elt), icon: elt.querySelector("svg"), keys: elt.dataset.chord || elt.getAttribute("aria-keyshortcuts") || "", go: () => elt.click() }))
    .filter((offer) => offer.label && !seen.has(offer.label) && seen.add(offer.label));
}

function fitting(words) {
  const number = words.trim().match(/^#?(\d+)$/)?.[1];
  if (number) return [{ label: `${list.dataset.go} ${number}`, keys: "", go: () => location.assign(`/conversations/${number}/`) }];
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return offers().filter((offer) => wanted.every((word) => plain(offer.label).includes(word)));
}

function draw() {
  const found = fitting(input.value);
  at = Math.min(at, Math.max(0, found.length - 1));
  list.replaceChildren(...found.map((offer, index) => option(offer, index)));
  if (!found.length) list.append(Object.assign(document.createElement("li"), { className: "nothing", textContent: list.dataset.nothing }));
  input.setAttribute("aria-activedescendant", found.length ? `palette-${at}` : "");
}

function option(offer, index) {
  const item = document.createElement("li");
  item.id = `palette-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(index === at));
  if (offer.icon) item.append(offer.icon.cloneNode(true));
  item.append(offer.label);
  const keys = document.createElement("span");
  keys.className = "keys-of";
  keys.append(...offer.keys.split(" ").filter(Boolean).map((key) => Object.assign(document.createElement("kbd"), { textContent: key })));
  item.append(keys);
  item.addEventListener("click", () => { dialog.close(); offer.go(); });
  return item;
}

function show() {
  if (dialog.open) return;
  dialog.showModal();
}

if (dialog) {
  dialog.addEventListener("keydown", (event) => {
    const options = list.querySelectorAll("[role=option]");
    if (event.key === "ArrowDown") at = Math.min(options.length - 1, at + 1);
    else if (event.key === "ArrowUp") at = Math.max(0, at - 1);
    else if (event.key === "Enter") { event.preventDefault(); return options[at]?.click(); }
    else return;
    event.preventDefault();
    draw();
    list.children[at]?.scrollIntoView({ block: "nearest" });
  });
  input.addEventListener("input", () => { at = 0; draw(); });
  new MutationObserver(() => { if (dialog.open) { input.value = ""; at = 0; draw(); input.focus(); } }).observe(dialog, { attributeFilter: ["open"] });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") { event.preventDefault(); show(); }
  });
}
