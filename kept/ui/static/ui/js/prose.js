// The editor for words with form, out of the bundle of django-prose-editor (Tiptap, ProseMirror). It is big, so it is
// fetched when somebody begins to write. Its own sheet of styles would be inline; ours is formed.css.
import { Blockquote, Bold, BulletList, Code, CodeBlock, Document, Editor, HardBreak, History, Image, Italic, Link, ListItem, OrderedList, Paragraph, Strike, Text } from "../../django_prose_editor/editor.js";
import { tidy } from "./tidying.js";

// A picture is named by its content id. Only our copy of it ever stands in an src, for a browser fetches what does.
const Picture = Image.extend({
  addOptions() { return { ...this.parent?.(), inline: true, folder: "" }; },
  addAttributes: () => ({
    cid: { default: "", parseHTML: (elt) => elt.dataset.cid, renderHTML: ({ cid }) => ({ "data-cid": cid }) },
    alt: { default: "" },
  }),
  parseHTML: () => [{ tag: "img[data-cid]" }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  addNodeView() {
    return ({ node }) => ({ dom: Object.assign(document.createElement("img"), { src: `${this.options.folder}${node.attrs.cid}/`, alt: node.attrs.alt }) });
  },
});

const extensions = (folder) => [
  Document, Paragraph, Text, Bold, Italic, Strike, Code, CodeBlock, Blockquote, BulletList, OrderedList, ListItem, History,
  HardBreak.extend({ addKeyboardShortcuts() { return { "Shift-Enter": () => this.editor.commands.setHardBreak() }; } }), // Ctrl-Enter sends
  Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ autolink: false, protocols: ["mailto", "tel"] }), // Ctrl-K is for anything
  Picture.configure({ folder }),
];

const lines = (text) => ({ type: "doc", content: text.split("\n").map((line) => ({ type: "paragraph", content: line ? [{ type: "text", text: line }] : [] })) });

// A place in plain text as one in the document: a line end is one character there, and two borders here.
const place = (text, at) => at + text.slice(0, at).split("\n").length;

const isPlain = (doc) => {
  let plain = true;
  doc.descendants((node) => { plain &&= ["paragraph", "text", "hardBreak"].includes(node.type.name) && !node.marks.length; });
  return plain;
};

// What is written, as the server wants it: `html` only where there is form.
export function words(editor) {
  const text = editor.getText({ blockSeparator: "\n" });
  const html = isPlain(editor.state.doc) ? "" : editor.getHTML().replaceAll(' data-cid="', ' src="cid:');
  return { text, html };
}

export function fill(editor, { text, html }) {
  const content = html ? html.replaceAll(' src="cid:', ' data-cid="') : lines(text);
  editor.commands.setContent(content, { emitUpdate: false, parseOptions: { preserveWhitespace: "full" } });
}

export function open({ element, before, text, html, selection, folder, labelledBy, onWords, onState }) {
  const editor = new Editor({
    injectCSS: false,
    enableInputRules: ["bulletList"],
    extensions: extensions(folder),
    editorProps: {
      attributes: { class: "formed", role: "textbox", "aria-multiline": "true", "aria-labelledby": labelledBy, dir: "auto" },
      transformPastedHTML: tidy,
      handleDOMEvents: { keydown: (_view, event) => event.key === "Escape" }, // leaves the words, as in any field
    },
    onUpdate: () => onWords(words(editor)),
    onTransaction: () => onState(editor),
  });
  fill(editor, { text, html });
  element.insertBefore(editor.view.dom, before);
  if (selection && !html) editor.commands.setTextSelection({ from: place(text, selection[0]), to: place(text, selection[1]) });
  return editor;
}
