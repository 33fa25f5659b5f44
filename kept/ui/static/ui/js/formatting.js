// Form for what one writes. The composer is a plain textarea until somebody wants more: a button of the toolbar, its key,
// a picture, or something pasted that has form. Then the editor takes its place, with the same words and the same cursor.
//   <form data-draft … data-pictures="/conversations/42/draft/reply/pictures/"> <textarea name="text"> <input name="html">
import { toast } from "./toasts.js";

const editors = new Map(); // form → its editor, or the promise of it
const PATIENCE = 150; // as long as nobody wonders
let prose; // the module, once somebody began to write
const fetched = () => (prose ??= import("./prose.js").catch((problem) => { prose = undefined; throw problem; }));

export const formOf = (elt) => elt.closest?.("form[data-pictures]");
const text = (form) => form.elements.text;
export const standing = (form) => { const editor = editors.get(form); return editor?.view ? editor : null; };

export const place = (form) => standing(form)?.view.dom ?? form.elements.text;

function written(form, { text: said, html }) {
  text(form).value = said;
  form.elements.html.value = html;
  text(form).dispatchEvent(new Event("input", { bubbles: true }));
}

function show(form, editor) {
  for (const button of form.querySelectorAll("[data-form][aria-pressed]")) {
    const name = button.dataset.form;
    button.setAttribute("aria-pressed", String(editor.isActive(name) || (name === "code" && editor.isActive("codeBlock"))));
  }
}

async function opened(form) {
  const { open } = await fetched();
  const area = text(form);
  const had = document.activeElement === area;
  const editor = open({
    element: area.parentElement,
    before: area,
    text: area.value,
    html: form.elements.html.value,
    selection: [area.selectionStart, area.selectionEnd],
    folder: form.dataset.pictures,
    labelledBy: `${area.id}-label`,
    onWords: (said) => written(form, said),
    onState: (one) => show(form, one),
  });
  editors.set(form, editor);
  area.hidden = true;
  if (had) editor.view.focus();
  return editor;
}

// The editor of that form; null where it cannot be had, and the textarea goes on as it is.
export async function editorOf(form) {
  if (!editors.has(form)) editors.set(form, opened(form));
  const state = form.querySelector("[data-draft-state]");
  const slow = setTimeout(() => { state.textContent = state.dataset.waiting; }, PATIENCE);
  try {
    return await editors.get(form);
  } catch {
    editors.delete(form);
    toast(document.body.dataset.wordsTrouble, "error");
    return null;
  } finally {
    clearTimeout(slow);
    if (state.textContent === state.dataset.waiting) state.textContent = "";
  }
}

// Words that come below what stands there, as if one had typed them.
export function addBelow(form, said) {
  const editor = standing(form);
  const paragraphs = said.split("\n").map((line) => ({ type: "paragraph", content: line ? [{ type: "text", text: line }] : [] }));
  if (editor) return editor.chain().insertContentAt(editor.state.doc.content.size, paragraphs).focus("end").run();
  const area = text(form);
  area.value = [area.value.trimEnd(), said].filter(Boolean).join("\n\n");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

// Other words in the place of some, where they stand; undo takes them back.
export function replaceWords(form, old, said) {
  const editor = standing(form);
  if (editor) return replaceIn(editor, old, said);
  const area = text(form);
  const at = area.value.indexOf(old);
  if (at < 0) return;
  area.focus();
  area.setSelectionRange(at, at + old.length);
  document.execCommand("insertText", false, said);
}

function replaceIn(editor, old, said) {
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const at = node.textBetween(0, node.content.size, undefined, "\ufffc").indexOf(old); // a picture counts as one letter
    if (at >= 0) editor.chain().focus().insertContentAt({ from: pos + 1 + at, to: pos + 1 + at + old.length }, said).run();
    return false;
  });
}

// Whoever types where there is no form yet, says it without.
document.addEventListener("input", (event) => {
  const form = event.isTrusted && event.target.matches?.("textarea[name=text]") && formOf(event.target);
  if (form) form.elements.html.value = "";
}, true);

document.addEventListener("focusin", (event) => { if (event.target.matches("textarea[name=text]") && formOf(event.target)) fetched().catch(() => {}); });

// A draft that has form shows it. Editors of forms that have left the page go with them.
function look() {
  for (const [form, editor] of editors) {
    if (form.isConnected) continue;
    editor.destroy?.();
    editors.delete(form);
  }
  for (const form of document.querySelectorAll("form[data-pictures]")) if (form.elements.html.value) editorOf(form);
}
document.addEventListener("htmx:after:swap", look);
look();

// Somebody else put other words there: a draft that was brought back.
document.addEventListener("kept:words", async (event) => {
  const form = formOf(event.target);
  const editor = form && standing(form);
  if (editor) (await fetched()).fill(editor, { text: text(form).value, html: form.elements.html.value });
  else if (form?.elements.html.value) editorOf(form);
});
