// What comes from Word, from web pages and from mail, with as much of its form as ours has.

const BOLD = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
const TIGHT = /\bp\.MsoNormal[^}]*margin(?:-bottom)?\s*:\s*0|\bmargin(?:-top|-bottom)?\s*:\s*0/i;
const NOT_BOLD = /font-weight\s*:\s*(?:normal|[1-5]00)/i;
const ITALIC = /font-style\s*:\s*italic/i;
const GONE = "meta, link, head, select, button, input";
const FORM = "strong, b, em, i, s, del, strike, ul, ol, blockquote, pre, code, a[href]";

// Even a page that is never shown is held to our policy, which complains of every style and handler in it. So they go
// before it is read.
const KEPT = { href: "href", "data-cid": "data-cid", start: "start", class: "class", style: "data-style" };
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g;
const attributes = (said) => [...said.matchAll(ATTRIBUTE)].map(([, name, value]) => (KEPT[name.toLowerCase()] && value ? ` ${KEPT[name.toLowerCase()]}=${value}` : "")).join("");
const defused = (html) => html
  .replace(/<!--[^]*?-->|<!\[[^]*?\]>/g, "")
  .replace(/<(script|style|title|noscript|iframe|object|template|svg|math|xml)\b[^]*?(?:<\/\1\s*>|$)/gi, "")
  .replace(/<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi, (_tag, name, said) => `<${name}${attributes(said)}>`);
const page = (html) => new DOMParser().parseFromString(defused(html), "text/html");
const said = (elt) => elt.dataset?.style || "";
const unwrap = (elt) => elt.replaceWith(...elt.childNodes);

function wrap(elt, name) {
  const inner = elt.ownerDocument.createElement(name);
  inner.append(...elt.childNodes);
  elt.append(inner);
}

function become(elt, name) {
  const other = elt.ownerDocument.createElement(name);
  other.append(...elt.childNodes);
  elt.replaceWith(other);
  return other;
}

// Word writes the items of a list as paragraphs that begin with their mark.
function lists(doc) {
  let list = null;
  for (const item of doc.querySelectorAll('p[class*="MsoListParagraph"], p[data-style*="mso-list"]')) {
    const mark = [...item.querySelectorAll("span")].find((span) => /mso-list\s*:\s*ignore/i.test(said(span)));
    const name = /^\s*(?:\d+|[a-z]|[ivx]+)[.)]/i.test((mark ?? item).textContent) ? "ol" : "ul";
    mark?.remove();
    const goesOn = list?.localName === name && item.previousElementSibling === list;
    if (!goesOn) item.before(list = doc.createElement(name));
    list.append(become(item, "li"));
  }
}

function look(doc) {
  for (const elt of doc.querySelectorAll("b, strong")) if (NOT_BOLD.test(said(elt))) unwrap(elt); // Google Docs wraps all in one
  for (const elt of doc.querySelectorAll("[data-style]")) {
    if (BOLD.test(said(elt)) && !elt.matches("b, strong, h1, h2, h3, h4, h5, h6, th")) wrap(elt, "strong");
    if (ITALIC.test(said(elt)) && !elt.matches("i, em")) wrap(elt, "em");
  }
  for (const elt of doc.querySelectorAll("h1, h2, h3, h4, h5, h6")) wrap(become(elt, "p"), "strong");
  for (const row of doc.querySelectorAll("tr")) {
    const line = doc.createElement("p");
    line.textContent = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).join(" | ");
    row.closest("table").before(line);
  }
  for (const table of doc.querySelectorAll("table")) table.remove();
}

// A paragraph elsewhere stands apart from the next; one of ours is a line.
function space(doc, html) {
  if (TIGHT.test(html)) return;
  for (const elt of doc.querySelectorAll("p + p")) if (!elt.closest("li, td") && !elt.matches(".MsoNoSpacing")) elt.before(doc.createElement("p"));
}

// Nothing but the names and the words, less the marks of other programs.
function bare(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const gone = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.COMMENT_NODE) gone.push(node);
    else if (!node.parentElement.closest("pre")) node.data = node.data.replace(/[\t\r\n ]+/g, " ");
  }
  gone.forEach((node) => node.remove());
  for (const elt of doc.body.querySelectorAll("*")) {
    for (const { name } of [...elt.attributes]) if (!["href", "data-cid", "alt", "start"].includes(name)) elt.removeAttribute(name);
  }
}

export function tidy(html) {
  if (html.includes("data-pm-slice")) return html; // cut or copied here
  const doc = page(html);
  for (const elt of doc.querySelectorAll(GONE)) elt.remove();
  lists(doc);
  space(doc, html);
  look(doc);
  bare(doc);
  return doc.body.innerHTML;
}

export const hasForm = (html) => Boolean(page(tidy(html)).querySelector(FORM));
export const hasWords = (html) => Boolean(page(html).body.textContent.trim());
