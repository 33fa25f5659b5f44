// Beyond plain HTML: the times are shown by the visitor's own clock at once, and by another when they choose it.

const select = document.getElementById("zone");
const look = document.querySelector("[data-look]");
const here = new URL(location);

if (select && look) {
  look.hidden = true;
  select.addEventListener("change", () => select.form.requestSubmit(look));
  let zone = "";
  try { zone = Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch { /* unknown */ }
  const known = [...select.options].some((each) => each.value === zone);
  const isFirst = !here.searchParams.has("zone") && !document.querySelector("[role=alert]");
  if (known && zone !== select.value && isFirst && select.form.dataset.asked === undefined) {
    here.searchParams.set("zone", zone);
    location.replace(here);
  }
}
