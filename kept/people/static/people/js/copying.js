// Puts a link on the clipboard; where the browser has none, it selects it.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-button]");
  if (!button) return;
  const field = button.closest("[data-copy-box]").querySelector("[data-copy]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = button.dataset.copied;
  } catch { /* it stays selected */ }
});
