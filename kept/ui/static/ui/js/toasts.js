// What just happened, for ten seconds, with its undo. The pointer or the focus on it stops the clock.

const STAY = 10_000;
const box = document.getElementById("toasts");

function start(elt) {
  if (elt.dataset.clock) return;
  elt.dataset.clock = "on";
  let timer = setTimeout(() => leave(elt), STAY);
  const hold = () => clearTimeout(timer);
  const go = () => { hold(); timer = setTimeout(() => leave(elt), STAY / 2); };
  elt.addEventListener("pointerenter", hold);
  elt.addEventListener("focusin", hold);
  elt.addEventListener("pointerleave", go);
  elt.addEventListener("focusout", go);
  while (box.children.length > 3) box.firstElementChild.remove();
}

function leave(elt) {
  elt.classList.add("leaving");
  setTimeout(() => elt.remove(), 160);
}

export function toast(words, level = "info") {
  if (!words || !box) return;
  const elt = document.createElement("div");
  elt.className = `toast toast-${level}`;
  elt.dataset.toast = "";
  elt.append(Object.assign(document.createElement("span"), { className: "toast-words", textContent: words }));
  box.append(elt);
}

if (box) {
  new MutationObserver(() => box.querySelectorAll("[data-toast]").forEach(start)).observe(box, { childList: true });
  box.querySelectorAll("[data-toast]").forEach(start);
  document.addEventListener("click", (event) => {
    const toast = event.target.closest("[data-close-toast], .toast-undo")?.closest("[data-toast]");
    if (toast) setTimeout(() => leave(toast), 0);
  });
}
