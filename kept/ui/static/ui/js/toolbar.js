// The toolbar of the composer, and the line that asks where a link leads.
//   <div role="toolbar" data-toolbar> <button data-form="bold">   <div data-link> <input> <button data-linked> <button data-unlink>
import { editorOf, formOf, place, standing } from "./formatting.js";
import { choose } from "./pictures.js";

const DEEDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  code: (chain, editor) => (editor.isActive("codeBlock") || (editor.state.selection.empty && !editor.isActive("code")) ? chain.toggleCodeBlock() : chain.toggleCode()),
};
const KEYS = { b: "bold", i: "italic" };

async function act(form, name) {
  const editor = await editorOf(form);
  if (!editor) return form.elements.text.focus();
  if (name === "link") return ask(form, editor);
  if (name === "picture") return choose(form);
  DEEDS[name](editor.chain().focus(), editor).run();
}

// A link asks for its address in a line of its own.
function ask(form, editor) {
  const line = form.querySelector("[data-link]");
  line.hidden = false;
  const input = line.querySelector("input");
  input.value = editor.getAttributes("link").href ?? "";
  line.querySelector("[data-unlink]").hidden = !input.value;
  input.focus();
  input.select();
}

function address(said) {
  const words = said.trim();
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(words)) return words;
  return /^[^\s@/]+@[^\s@/]+$/.test(words) ? `mailto:${words}` : `https://${words}`;
}

function linked(form, href) {
  const editor = standing(form);
  form.querySelector("[data-link]").hidden = true;
  if (!editor) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (href === "") return chain.unsetLink().run();
  if (href === null) return editor.view.focus();
  if (editor.state.selection.empty && !editor.isActive("link")) {
    return chain.insertContent({ type: "text", text: href.replace(/^(?:mailto|tel):/, ""), marks: [{ type: "link", attrs: { href } }] }).run();
  }
  return chain.setLink({ href }).run();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-form], [data-linked], [data-unlink]");
  const form = button && formOf(button);
  if (!form) return;
  if (button.dataset.form) return act(form, button.dataset.form);
  const said = form.querySelector("[data-link] input").value;
  linked(form, button.hasAttribute("data-unlink") ? "" : said.trim() ? address(said) : null);
});
// A click on the toolbar leaves the words selected and the cursor among them.
document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-toolbar] [data-form]")) event.preventDefault(); });

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  if (event.target.closest("[data-link]")) return inLink(event, form);
  if (event.target.closest("[data-toolbar]")) return inToolbar(event, form);
  if (event.altKey && event.key === "F10") return event.preventDefault(), form.querySelector("[data-toolbar] button:not([tabindex='-1'])").focus();
  const name = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
  if (name && event.target === form.elements.text) event.preventDefault(), act(form, name);
});

function inLink(event, form) {
  if (event.key === "Escape") event.preventDefault(), linked(form, null);
  else if (event.key === "Enter" && event.target.value?.trim()) event.preventDefault(), event.stopPropagation(), linked(form, address(event.target.value));
}

// One stop for the tab key; the arrows go along it.
function inToolbar(event, form) {
  const buttons = [...form.querySelectorAll("[data-toolbar] button")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (getComputedStyle(form).direction === "rtl" ? -1 : 1);
  if (event.key === "Escape") return event.preventDefault(), place(form).focus();
  if (!step) return;
  event.preventDefault();
  const next = buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
