/* What is pasted into the editor from a word processor or a page comes in as stories are written:
   headings, paragraphs, lists, tables, links, emphasis, and nothing else. It is read in a document
   that loads nothing, and put in order there, step by step. */
(() => {
  const { CKEDITOR, deskEditor } = window;
  if (!deskEditor) return;

  deskEditor.parts.push((editor, words) => {
    const paste = ({ data }) => {
      const comesFrom = data.dataTransfer.getTransferType(editor);
      if (comesFrom !== CKEDITOR.DATA_TRANSFER_EXTERNAL || data.type !== "html") return;
      const { html, leftOut } = tidy(data.dataValue, words.media);
      data.dataValue = html;
      softenSpace(editor);
      if (!leftOut) return;
      const sentence = leftOut === 1 ? words.leftOutOne : words.leftOut.replace("%s", leftOut);
      editor.showNotification(sentence, "info", 10000);
    };
    // After CKEditor has fetched it, before it looks at it.
    editor.on("paste", paste, null, null, 3);
  });

  /* A space that is typed last is a hard one, until another letter follows it. */
  function softenSpace(editor) {
    const range = editor.getSelection()?.getRanges()[0];
    const { $: text } = range?.startContainer ?? {};
    const before = range?.startOffset - 1;
    if (text?.nodeType !== Node.TEXT_NODE || !/\S\u00a0$/.test(text.data.slice(0, before + 1))) return;
    text.replaceData(before, 1, " ");
    range.select();
  }

  function tidy(html, media) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    takeAway(body);
    const leftOut = pictures(body, media);
    links(body);
    wordLists(body);
    emphasis(body);
    names(body);
    lists(body);
    paragraphs(body);
    spaces(body);
    nothings(body);
    attributes(body);
    return { html: body.innerHTML, leftOut };
  }

  const all = (root, selector) => [...root.querySelectorAll(selector)];

  const make = (like, name) => like.ownerDocument.createElement(name);

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  const hasStyle = (element, pattern) => pattern.test(element.getAttribute("style") ?? "");

  const BLANK = /^[\s\u200b\ufeff]*$/; // a hard space is one of \s

  const isBlankText = (node) => node.nodeType === Node.TEXT_NODE && BLANK.test(node.data);

  const isBlank = (element) => BLANK.test(element.textContent) && !element.querySelector("img, hr");

  const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS);

  const BLOCKS =
    "address, article, aside, blockquote, caption, center, dd, details, dir, div, dl, dt, fieldset, figcaption, figure," +
    "footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, tbody, td," +
    "tfoot, th, thead, tr, ul";
  const INLINE = "strong, em, s, sub, sup, a, q, cite, code";

  function rename(element, name) {
    const made = make(element, name);
    for (const { name: key, value } of element.attributes) made.setAttribute(key, value);
    made.append(...element.childNodes);
    element.replaceWith(made);
  }

  // -- What goes, with all that is in it ---------------------------------------------------------

  const GONE =
    "script, style, meta, link, title, base, xml, noscript, template, iframe, object, embed, svg, math, audio, video," +
    "canvas, map, input, select, textarea, button, col, colgroup, del[datetime], [hidden], .msocomanchor," +
    ".MsoCommentReference, a[href^='#cmnt'], a[id^=cmnt]";
  const HIDDEN = /mso-hide\s*:\s*all|mso-element\s*:\s*comment|(^|;)\s*display\s*:\s*none/i;

  function takeAway(body) {
    const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walk.nextNode()) comments.push(walk.currentNode);
    for (const comment of comments) comment.remove();
    for (const element of all(body, GONE)) element.remove();
    for (const element of all(body, "[style]")) if (hasStyle(element, HIDDEN)) element.remove();
  }

  /* Pictures of this site stay. Others would be dropped on saving: how many, the writer is told. */
  function pictures(body, media) {
    let leftOut = 0;
    for (const image of all(body, "img")) {
      const address = ownPath(image.getAttribute("src") ?? "");
      if (/^\/(?![/\\])/.test(address) || (/^https?:/.test(media) && address.startsWith(media))) {
        image.setAttribute("src", address);
        continue;
      }
      // Nobody misses what counts visits.
      if (image.getAttribute("width") !== "1") leftOut += 1;
      const figure = image.closest("figure");
      image.remove();
      if (figure && !figure.querySelector("img, table, pre")) figure.remove();
    }
    return leftOut;
  }

  function links(body) {
    for (const link of all(body, "a")) {
      const address = ownPath((link.getAttribute("href") ?? "").trim());
      const passedOn = /^https:\/\/www\.google\.com\/url\?(.*)/.exec(address);
      const target = (passedOn && new URLSearchParams(passedOn[1]).get("q")) || address;
      if (/^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(target)) link.setAttribute("href", target);
      else unwrap(link);
    }
  }

  /* An address of this site stands in a story without the site. */
  function ownPath(address) {
    const { origin } = window.location;
    return address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  }

  // -- Lists -------------------------------------------------------------------------------------

  /* Word's lists are paragraphs that say how deep they stand, with their mark as text. */
  function wordLists(body) {
    let open = []; // the lists that stand in one another here
    for (const paragraph of all(body, "p, h1, h2, h3, h4, h5, h6")) {
      const depth = Number(/mso-list\s*:[^;]*\blevel(\d)/i.exec(paragraph.getAttribute("style"))?.[1] ?? 0);
      if (!depth) continue;
      const name = /^\s*\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.test(takeMark(paragraph)) ? "ol" : "ul";
      if (open[0] !== elementBefore(paragraph)) open = [];
      const isOther = open.length >= depth && open[depth - 1].localName !== name;
      open.length = Math.min(open.length, isOther ? depth - 1 : depth);
      while (open.length < depth) {
        const list = make(body, name);
        const outer = open.at(-1);
        if (outer) (outer.lastElementChild ?? outer.appendChild(make(body, "li"))).append(list);
        else paragraph.before(list);
        open.push(list);
      }
      const item = make(body, "li");
      item.append(...paragraph.childNodes);
      open.at(-1).append(item);
      paragraph.remove();
    }
  }

  function elementBefore(element) {
    let before = element.previousSibling;
    while (before && isBlankText(before)) before = before.previousSibling;
    return before;
  }

  function takeMark(paragraph) {
    const marks = all(paragraph, "[style]").filter((one) => hasStyle(one, /mso-list\s*:\s*ignore/i));
    const text = marks[0]?.textContent ?? "";
    for (const mark of marks) mark.remove();
    return text;
  }

  /* A list stands in an item and not between two, and an item in a list. */
  function lists(body) {
    for (const list of all(body, ":is(ul, ol) > :is(ul, ol)")) {
      const before = list.previousElementSibling;
      const item = before?.matches("li") ? before : make(body, "li");
      if (item !== before) list.before(item);
      item.append(list);
    }
    for (const item of all(body, "li")) if (!item.parentElement.matches("ul, ol")) rename(item, "p");
  }

  // -- Words and their emphasis ------------------------------------------------------------------

  const MEANINGS = [
    ["strong", (style) => /^(bold|bolder|[6-9]00)$/.test(style.fontWeight)],
    ["em", (style) => /^(italic|oblique)/.test(style.fontStyle)],
    ["s", (style) => style.textDecorationLine.includes("line-through")],
    ["sup", (style) => style.verticalAlign === "super"],
    ["sub", (style) => style.verticalAlign === "sub"],
  ];

  /* What a style says of words becomes an element; an element that its style takes back goes. */
  function emphasis(body) {
    for (const element of all(body, "b, strong")) {
      if (/^(normal|lighter|[1-5]00)$/.test(element.style.fontWeight)) unwrap(element);
    }
    for (const element of all(body, "i, em")) if (element.style.fontStyle === "normal") unwrap(element);
    for (const element of all(body, "span, font, u, ins")) {
      if (element.matches("figcaption .credit")) continue;
      for (const [name, isMeant] of isBlank(element) ? [] : MEANINGS) {
        if (!isMeant(element.style)) continue;
        const made = make(body, name);
        made.append(...element.childNodes);
        element.append(made);
      }
      unwrap(element);
    }
  }

  const SAME = { b: "strong", i: "em", strike: "s", del: "s", tfoot: "tbody", h1: "h2", h4: "h3", h5: "h3", h6: "h3" };
  const KEPT =
    "p, h2, h3, strong, em, s, sub, sup, br, hr, ul, ol, li, a, blockquote, blockquote > footer, cite, q, figure," +
    "figure > figcaption, img, table, caption, thead, tbody, tr, th, td, code, pre, .credit";

  /* Every element gets the name that it has here. What has none leaves its words. */
  function names(body) {
    for (const element of all(body, "p.MsoTitle")) rename(element, "h2");
    for (const element of all(body, Object.keys(SAME).join())) rename(element, SAME[element.localName]);
    // One cell that holds everything is no table.
    for (const table of all(body, "table")) {
      const cells = all(table, "td, th");
      if (cells.length === 1) table.replaceWith(...cells[0].childNodes);
    }
    for (const figure of all(body, "figure")) if (!figure.querySelector("img")) rename(figure, "div");
    for (const element of all(body, "*")) {
      if (element.matches(KEPT) || element.localName === "div") continue;
      if (isBlock(element)) rename(element, "div");
      else unwrap(element);
    }
    for (const element of all(body, INLINE)) if (all(element, "*").some(isBlock)) unwrap(element);
    for (const element of all(body, ":is(h2, h3) strong")) unwrap(element);
    for (const name of ["strong", "em", "s", "sub", "sup"]) {
      for (const element of all(body, `${name} ${name}`)) unwrap(element);
      for (const element of all(body, name)) joinToOneBefore(element);
    }
  }

  function joinToOneBefore(element) {
    const before = element.previousSibling;
    if (before?.localName !== element.localName) return;
    before.append(...element.childNodes);
    element.remove();
  }

  // -- Paragraphs --------------------------------------------------------------------------------

  /* Loose words become paragraphs, two line breaks begin a new one, and one paragraph alone in an
     item or a cell is that item or cell. */
  function paragraphs(body) {
    for (const element of [body, ...all(body, "div, blockquote, li, td, th")]) {
      const mayHoldWords = element.matches("li, td, th") && ![...element.children].some(isBlock);
      if (!mayHoldWords) wrapLooseWords(element);
    }
    for (const element of all(body, "div")) unwrap(element);
    for (const element of all(body, "p")) for (const line of all(element, "br")) splitAt(line, element);
    for (const element of all(body, "li, td, th, caption, figcaption, footer")) {
      const filled = [...element.children].filter((child) => child.matches("p") && !isBlank(child));
      if (filled.length === 1) unwrap(filled[0]);
    }
  }

  function wrapLooseWords(element) {
    let paragraph = null;
    for (const node of [...element.childNodes]) {
      if (isBlock(node)) paragraph = null;
      else if (paragraph) paragraph.append(node);
      else if (!isBlankText(node)) {
        paragraph = make(element, "p");
        node.before(paragraph);
        paragraph.append(node);
      }
    }
  }

  function splitAt(line, paragraph) {
    let next = line.nextSibling;
    while (next && isBlankText(next)) next = next.nextSibling;
    if (line.parentNode !== paragraph || next?.localName !== "br") return;
    const first = make(paragraph, "p");
    while (paragraph.firstChild !== line) first.append(paragraph.firstChild);
    paragraph.before(first);
    const isGap = (node) => node && (isBlankText(node) || node.localName === "br");
    while (isGap(paragraph.firstChild)) paragraph.firstChild.remove();
  }

  /* Spaces in a row are one; a single hard one between two words is somebody's will. */
  function spaces(body) {
    body.normalize();
    for (const block of all(body, "p, h2, h3, li, td, th, caption, figcaption, footer")) {
      for (const end of ["firstChild", "lastChild"]) trim(block, end);
    }
    const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let before = null;
    while (walk.nextNode()) {
      const text = walk.currentNode;
      if (text.parentElement.closest("pre")) continue;
      text.data = text.data
        .replace(/[\u200b\ufeff\u00ad]/g, "")
        .replace(/\u00a0*[ \t\n\f\r][ \t\n\f\r\u00a0]*|\u00a0{2,}/g, " ");
      const isOneLine = before?.parentElement.closest(BLOCKS) === text.parentElement.closest(BLOCKS);
      if (isOneLine && before.data.endsWith(" ")) text.data = text.data.replace(/^ /, "");
      before = text;
    }
  }

  function trim(block, end) {
    let node = block[end];
    while (node?.nodeType === Node.ELEMENT_NODE && node[end] && !isBlock(node)) node = node[end];
    if (!node || isBlock(node) || node.localName === "img") return;
    if (node.nodeType === Node.TEXT_NODE) {
      node.data = end === "firstChild" ? node.data.trimStart() : node.data.trimEnd();
      if (node.data) return;
    }
    node.remove();
    trim(block, end);
  }

  function nothings(body) {
    for (const element of all(body, INLINE)) if (!element.textContent && isBlank(element)) element.remove();
    const blocks = "p, h2, h3, li, ul, ol, blockquote, footer, figure, figcaption, pre, caption, table";
    for (const element of all(body, blocks).reverse()) if (isBlank(element)) element.remove();
    const holders = [body, ...all(body, "ul, ol, table, thead, tbody, tr, blockquote, figure")];
    for (const node of holders.flatMap((holder) => [...holder.childNodes])) if (isBlankText(node)) node.remove();
  }

  const ATTRIBUTES = {
    a: ["href", "title"],
    img: ["src", "alt", "width", "height"],
    ol: ["start"],
    span: ["class"],
    td: ["colspan", "rowspan"],
    th: ["scope", "colspan", "rowspan"],
  };

  function attributes(body) {
    for (const element of all(body, "*")) {
      const kept = ATTRIBUTES[element.localName] ?? [];
      for (const { name, value } of [...element.attributes]) {
        const saysNothing = value === "1" && ["colspan", "rowspan", "start"].includes(name);
        if (!kept.includes(name) || saysNothing) element.removeAttribute(name);
      }
    }
    for (const credit of all(body, "span")) credit.className = "credit";
  }
})();
