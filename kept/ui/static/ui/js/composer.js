// The composer: reply or note, Ctrl/Cmd-Enter sends, files by button, by drop and by paste.

const root = document.documentElement;

function turn(composer, kind) {
  composer.dataset.kind = kind;
  for (const tab of composer.querySelectorAll("[data-kind-tab]")) tab.setAttribute("aria-selected", String(tab.dataset.kindTab === kind));
  for (const form of composer.querySelectorAll("[data-kind-form]")) form.hidden = form.dataset.kindForm !== kind;
  composer.setAttribute("data-awake", "");
  composer.querySelector(`[data-kind-form="${kind}"] textarea`)?.focus();
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-kind-tab]");
  if (tab) turn(tab.closest("[data-composer]"), tab.dataset.kindTab);
  const remove = event.target.closest("[data-remove-file]");
  if (remove) without(remove.closest("form").querySelector("input[type=file]"), Number(remove.dataset.removeFile));
});

document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[data-kind-tab]");
  if (tab && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    const tabs = [...tab.parentElement.querySelectorAll("[data-kind-tab]")];
    tabs[(tabs.indexOf(tab) + 1) % tabs.length].click();
    return event.preventDefault();
  }
  const form = event.target.closest?.("[data-composer] form");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const closing = event.shiftKey && form.querySelector("button[name=then][value=close]");
  form.requestSubmit(closing || form.querySelector("button[data-send]"));
});

document.addEventListener("focusin", (event) => event.target.closest?.("[data-composer]")?.setAttribute("data-awake", ""));

// Files
const size = (bytes) => new Intl.NumberFormat(root.lang, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: bytes < 1e6 ? 0 : 1 }).format(bytes < 1e6 ? Math.max(1, bytes / 1e3) : bytes / 1e6);

function list(input) {
  const box = input.form.querySelector("[data-files]");
  if (!box) return;
  box.replaceChildren(...[...input.files].map((file, index) => {
    const item = document.createElement("li");
    item.className = "file";
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "button button-bare button-icon", textContent: "×" });
    remove.dataset.removeFile = index;
    remove.setAttribute("aria-label", `${box.dataset.remove} ${file.name}`);
    const words = Object.assign(document.createElement("span"), { className: "clip", textContent: file.name });
    item.append(words, Object.assign(document.createElement("small"), { textContent: size(file.size) }), remove);
    return item;
  }));
}

function put(input, files) {
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  list(input);
}

function without(input, gone) {
  const rest = new DataTransfer();
  [...input.files].forEach((file, index) => { if (index !== gone) rest.items.add(file); });
  input.files = rest.files;
  list(input);
}

document.addEventListener("change", (event) => { if (event.target.matches("[data-composer] input[type=file]")) list(event.target); });
document.addEventListener("dragover", (event) => { if (event.target.closest?.("[data-composer]") && event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
for (const kind of ["drop", "paste"]) {
  document.addEventListener(kind, (event) => {
    const files = (event.dataTransfer || event.clipboardData)?.files;
    const input = files?.length && event.target.closest?.("[data-composer] form")?.querySelector("input[type=file]");
    if (!input) return;
    event.preventDefault();
    put(input, files);
  });
}
