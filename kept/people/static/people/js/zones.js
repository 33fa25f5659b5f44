// Proposes the browser's time zone where none is chosen yet.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-guess-zone]")) {
  const untouched = !select.value || select.value === "UTC";
  if (untouched && [...select.options].some((option) => option.value === here)) select.value = here;
}
