// One floating tip says what a thing does and its key, on hover and on focus.

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true");
document.body.append(tip);
let timer = 0;

function show(elt) {
  const keys = (elt.dataset.tipKeys || elt.dataset.chord || elt.getAttribute("aria-keyshortcuts") || "").split(" ").filter(Boolean);
  tip.replaceChildren(document.createTextNode(elt.dataset.tip), ...keys.map((key) => Object.assign(document.createElement("kbd"), { textContent: key })));
  tip.hidden = false;
  const box = elt.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const above = box.bottom + own.height + 12 > innerHeight;
  const beside = box.left < 8 && box.width < 80;
  const left = beside ? box.right + 8 : Math.min(Math.max(8, box.left + box.width / 2 - own.width / 2), innerWidth - own.width - 8);
  const top = beside ? box.top + box.height / 2 - own.height / 2 : above ? box.top - own.height - 6 : box.bottom + 6;
  // Set through the object model: the policy forbids style attributes, not this.
  tip.style.insetInlineStart = "auto";
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

function hide() {
  clearTimeout(timer);
  tip.hidden = true;
}

document.addEventListener("pointerover", (event) => {
  const elt = event.pointerType === "mouse" && event.target.closest("[data-tip]");
  hide();
  if (elt && !elt.closest("[open] > summary")) timer = setTimeout(() => elt.isConnected && show(elt), 450);
});
document.addEventListener("focusin", (event) => {
  hide();
  if (event.target.matches("[data-tip]:focus-visible")) show(event.target);
});
for (const end of ["focusout", "pointerdown", "keydown", "scroll"]) document.addEventListener(end, hide, true);
