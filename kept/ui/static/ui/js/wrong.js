// What a field of a dialog needs is said at that field; what was typed stays. See `promises/views/base.py`.
import { toast } from "./toasts.js";

const around = ".promise-pair > div, .line, fieldset";

function fieldOf(form, name) {
  const found = form.elements[name];
  const all = found instanceof RadioNodeList ? [...found] : [found];
  return all.filter((elt) => elt && elt.type !== "hidden").at(-1);
}

function clear(form) {
  form.querySelectorAll("[data-wrong]").forEach((elt) => elt.remove());
  for (const elt of form.querySelectorAll("[aria-invalid]")) {
    elt.removeAttribute("aria-invalid");
    elt.removeAttribute("aria-describedby");
  }
}

function say(form, name, words) {
  const field = fieldOf(form, name);
  if (!field) return void toast(words, "error");
  const id = `wrong-${field.id || name}`;
  const said = Object.assign(document.createElement("p"), { className: "field-error", id, role: "alert", textContent: words });
  said.dataset.wrong = "";
  const place = field.closest(around);
  if (place?.matches(".promise-pair > div, fieldset")) place.append(said);
  else (place ?? field).after(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

document.addEventListener("kept:wrong", (event) => {
  const form = event.target.closest("form");
  clear(form);
  for (const [name, words] of Object.entries(event.detail)) say(form, name, words);
  form.querySelector("[aria-invalid]")?.focus();
});
for (const changed of ["input", "change"]) {
  document.addEventListener(changed, (event) => { if (event.target.form?.querySelector("[data-wrong]")) clear(event.target.form); });
}
