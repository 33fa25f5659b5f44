// What a field needs is said at that field; what was typed stays. A few fields stand in no form of their own, and are
// held together by `data-fields`. See `promises/views/base.py`.
import { toast } from "./toasts.js";

const around = ".promise-pair > div, .line, fieldset";
const held = (elt) => elt.closest?.("[data-fields], form");

function fieldOf(fields, name) {
  const found = [...fields.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  return found.filter((elt) => elt.type !== "hidden" && elt.type !== "submit").at(-1);
}

function clear(fields) {
  fields.querySelectorAll("[data-wrong]").forEach((elt) => elt.remove());
  for (const elt of fields.querySelectorAll("[aria-invalid]")) {
    elt.removeAttribute("aria-invalid");
    elt.removeAttribute("aria-describedby");
  }
}

function say(fields, name, words) {
  const field = fieldOf(fields, name);
  if (!field) return void toast(words, "error");
  const id = `wrong-${field.id || name}`;
  const said = Object.assign(document.createElement("p"), { className: "field-error", id, role: "alert", textContent: words });
  said.dataset.wrong = "";
  const place = field.closest(around);
  if (place?.matches(".promise-pair > div, fieldset")) place.append(said);
  else (place ?? field).after(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  field.closest("details")?.setAttribute("open", "");
}

document.addEventListener("kept:wrong", (event) => {
  const fields = held(event.target);
  clear(fields);
  for (const [name, words] of Object.entries(event.detail)) say(fields, name, words);
  fields.querySelector("[aria-invalid]")?.focus();
  fields.querySelector("[data-wrong]")?.scrollIntoView({ block: "nearest" });
});
for (const changed of ["input", "change"]) {
  document.addEventListener(changed, (event) => { if (held(event.target)?.querySelector("[data-wrong]")) clear(held(event.target)); });
}
