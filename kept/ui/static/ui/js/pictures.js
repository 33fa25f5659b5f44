// Pictures in the middle of what one writes: chosen, pasted or dropped; and pasted words that have form.
import { editorOf, formOf, standing } from "./formatting.js";
import { hasForm, hasWords } from "./tidying.js";
import { toast } from "./toasts.js";

const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const written = (event) => (event.target.closest?.("textarea[name=text], .ProseMirror") ? formOf(event.target) : null);

export function choose(form) {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: TYPES.join(), multiple: true });
  input.addEventListener("change", () => insert(form, [...input.files]));
  input.click();
}

async function insert(form, files) {
  const editor = await editorOf(form);
  if (!editor) return;
  for (const file of files) {
    const body = new FormData();
    body.append("files", file, file.name || "picture.png");
    body.append("key", form.elements.key.value);
    const answer = await fetch(form.dataset.pictures, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset.csrf } }).catch(() => null);
    const said = answer?.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (said.cid) editor.chain().focus().insertContent({ type: "image", attrs: { cid: said.cid, alt: said.name } }).run();
    else toast(said.words ?? document.body.dataset.wordsTrouble, "error");
  }
}

// Where words came along, the picture is but a likeness of them, as of a part of a table.
function brings(data) {
  const files = [...(data?.files ?? [])];
  return files.length && files.every((file) => TYPES.includes(file.type)) && !hasWords(data.getData("text/html")) ? files : null;
}

function took(event) {
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("paste", async (event) => {
  const form = written(event);
  const files = form && brings(event.clipboardData);
  if (files) return took(event), insert(form, files);
  const html = form && !standing(form) && event.clipboardData?.getData("text/html");
  if (!html || !hasForm(html)) return;
  took(event);
  (await editorOf(form))?.view.pasteHTML(html);
}, true);

document.addEventListener("drop", (event) => {
  const form = written(event);
  const files = form && brings(event.dataTransfer);
  if (!files) return;
  took(event);
  const at = standing(form)?.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  if (at !== undefined) standing(form).commands.setTextSelection(at);
  insert(form, files);
}, true);
