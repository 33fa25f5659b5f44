// What the form does beyond plain HTML, which works without it: it learns the time zone, takes marks that nobody sees
// out of the address, says before sending that a file is too big, and keeps a second press of Send from sending twice.

const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const form = document.querySelector("form");

if (form) {
  try { form.elements.time_zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch { /* unknown */ }
  const address = form.elements.email;
  address.addEventListener("change", () => {
    if (address.value.search(unseen) >= 0) address.value = address.value.replace(unseen, "");
  });
  const files = form.elements.attached;
  const send = form.querySelector("button[type=submit]");
  const words = send.textContent;

  const trouble = () => {
    const chosen = [...files.files];
    const big = chosen.find((file) => file.size > Number(form.dataset.mostFile));
    if (big) return `${form.dataset.wordsFile} ${big.name}`;
    const all = chosen.reduce((sum, file) => sum + file.size, 0);
    return all > Number(form.dataset.most) ? form.dataset.wordsAll : "";
  };
  files.addEventListener("change", () => { files.setCustomValidity(trouble()); files.reportValidity(); });

  form.addEventListener("submit", (event) => {
    if (send.ariaDisabled === "true") return event.preventDefault();
    send.ariaDisabled = "true";
    send.textContent = form.dataset.wordsSending;
  });
  // Back from the thank-you page the browser shows this page as it was.
  addEventListener("pageshow", () => { send.ariaDisabled = "false"; send.textContent = words; });
}
