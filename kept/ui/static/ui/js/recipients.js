// Whom a reply goes to: a click turns between everybody and the author alone, as if one had typed it.
import { place } from "./formatting.js";

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-people-to]");
  const form = choice?.closest("form");
  if (!form) return;
  form.elements.to.value = choice.dataset.peopleTo;
  form.elements.cc.value = choice.dataset.peopleCc;
  form.elements.to.dispatchEvent(new Event("input", { bubbles: true }));
  place(form).focus();
});
