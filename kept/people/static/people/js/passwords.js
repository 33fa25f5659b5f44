// A password can be shown while it is typed, so nobody has to type it twice. The words come from the field.

for (const field of document.querySelectorAll("input[data-reveal]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "reveal", textContent: field.dataset.reveal });
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.textContent = shown ? field.dataset.conceal : field.dataset.reveal;
    button.setAttribute("aria-pressed", String(shown));
  });
  const box = Object.assign(document.createElement("div"), { className: "reveal-box" });
  field.replaceWith(box);
  box.append(field, button);
  field.form?.addEventListener("submit", () => { field.type = "password"; });
  if (field.autofocus) field.focus();
}
