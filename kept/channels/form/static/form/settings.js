// Copying the link or the line for one's site, and a preview as tall as the form.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.querySelector("span").textContent = button.dataset.words;
  } catch {
    getSelection().selectAllChildren(text); // no right to the clipboard: it stands selected, ready for Ctrl-C
  }
});

addEventListener("message", ({ origin, source, data }) => {
  const frame = document.querySelector(".form-preview");
  if (origin === location.origin && source === frame?.contentWindow && data?.kept === "form") {
    frame.style.blockSize = `${Math.ceil(data.height) + 56}px`;
  }
});
