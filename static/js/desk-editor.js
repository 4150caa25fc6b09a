/* CKEditor in the desk: the site's own type in it, what its parts share, and ways past the objects
   in a text. The parts (desk-editor-*.js) are quotations, pictures, embedded videos and posts, and
   what is pasted. Words come from the widget (articles/editor.py), as config.desk. */
(() => {
  const { CKEDITOR } = window;
  if (!CKEDITOR) return;

  // What is called with each editor of the page while it begins.
  const parts = [];

  CKEDITOR.plugins.add("desk", {
    requires: "dialog,notification,widget",
    init(editor) {
      for (const part of parts) part(editor, editor.config.desk);
      editor.on("key", notice, null, null, 0);
      editor.on("key", pastObjects, null, null, 1);
      editor.on("toDataFormat", withoutStyles, null, null, 14);
    },
  });

  /* CKEditor looks for the cursor a few times a second, which is late for a fast hand: whatever a
     shortcut does, it does it where the cursor is. The parts' buttons see to it, too. */
  function notice({ editor, data }) {
    if (data.keyCode & (CKEDITOR.CTRL | CKEDITOR.ALT)) editor.selectionChange(true);
  }

  CKEDITOR.on("instanceReady", ({ editor }) => {
    editor.editable().addClass("prose");
    // The label of the field leads into the text.
    const label = document.querySelector(`label[for="${editor.name}"]`);
    label?.addEventListener("click", (event) => {
      event.preventDefault();
      editor.focus();
    });
  });

  CKEDITOR.on("dialogDefinition", ({ editor, data }) => {
    if (data.name === "link") onlyKeptLinks(data.definition, editor.config.desk.noAddress);
  });

  /* Nothing here has a style of its own; CKEditor leaves empty ones behind, after its filters. */
  function withoutStyles({ data }) {
    data.dataValue.forEach((element) => void delete element.attributes.style, CKEDITOR.NODE_ELEMENT);
  }

  /* The link dialog offers what the cleaner keeps (SCHEMES in geekfeed/lib/vocabulary.py). */
  function onlyKeptLinks(definition, otherwise) {
    const info = definition.getContents("info");
    const keep = (id, values) => {
      const field = info.get(id);
      field.items = field.items.filter(([, value]) => values.includes(value));
    };
    keep("linkType", ["url", "email"]);
    keep("protocol", ["http://", "https://", ""]);
    const url = info.get("url");
    const { validate } = url;
    url.validate = function () {
      const dialog = this.getDialog();
      const isUrl = dialog.getValueOf("info", "linkType") === "url";
      const address = dialog.getValueOf("info", "protocol") + this.getValue();
      return isUrl && !isKept(address) ? otherwise : validate.call(this);
    };
  }

  const isKept = (address) => /^(\/(?!\/)|https?:\/\/[^/])/i.test(address);

  // -- What the parts share ----------------------------------------------------------------------

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

  const field = (id, label, more = {}) => ({ type: "text", id, label, ...more });

  const value = (dialog, id) => dialog.getValueOf("main", id).trim();

  const SAYS = { type: "html", id: "says", html: '<p class="desk-says" role="alert"></p>' };

  function say(dialog, sentence) {
    dialog.getElement().findOne(".desk-says").setText(sentence);
    return false;
  }

  /* `onOk` returns whether the dialog is done. Now and then CKEditor calls it twice for one Enter. */
  function dialogOf(title, elements, { onShow, onOk }) {
    let isDone = false;
    return {
      title,
      minWidth: 420,
      minHeight: 120,
      resizable: CKEDITOR.DIALOG_RESIZE_NONE,
      contents: [{ id: "main", label: title, elements: [...elements, SAYS] }],
      onShow() {
        isDone = false;
        onShow.call(this);
      },
      onOk() {
        isDone ||= onOk.call(this);
        return isDone;
      },
    };
  }

  function fill(dialog, values) {
    say(dialog, "");
    for (const [id, text] of Object.entries(values)) dialog.setValueOf("main", id, text);
  }

  /* Put it in where the cursor is, or in the place of what it was made from. One step of undo. */
  function put(editor, made, former) {
    editor.fire("saveSnapshot");
    if (former) former.replaceWith(made);
    else editor.insertElement(new CKEDITOR.dom.element(made));
    editor.fire("saveSnapshot");
    editor.fire("change");
  }

  /* The same for what is an object as a whole. The cursor goes on after a new one. */
  function putWidget(editor, made, former) {
    former?.focus();
    editor.insertHtml(made.outerHTML);
    const widget = editor.widgets.focused;
    if (widget && !former) goAfter(editor, widget.wrapper);
    editor.fire("saveSnapshot");
  }

  // -- Past the objects --------------------------------------------------------------------------

  const TEXT = { p: 1, h2: 1, h3: 1, ul: 1, ol: 1, pre: 1 };

  /* CKEditor keeps an element of its own at the end while an object is selected. */
  const isOfTheText = (node) => node.type === CKEDITOR.NODE_ELEMENT && !node.data("cke-hidden-sel");

  function goAfter(editor, element) {
    const next = element.getNext(isOfTheText);
    const paragraph = next?.is(TEXT) ? next : emptyParagraph(editor);
    if (paragraph !== next) paragraph.insertAfter(element);
    goInto(editor, paragraph);
  }

  function emptyParagraph(editor) {
    const paragraph = editor.document.createElement("p");
    paragraph.appendBogus();
    return paragraph;
  }

  function goInto(editor, paragraph) {
    const range = editor.createRange();
    range.moveToElementEditStart(paragraph);
    range.select();
  }

  /* A text may begin or end with an object, where no cursor can stand. The arrow that leads out of
     it makes a paragraph there. */
  function pastObjects(event) {
    const { editor, data } = event;
    const isDown = data.keyCode === 40;
    if (!isDown && data.keyCode !== 38) return;
    const focused = editor.widgets.focused?.wrapper;
    const block = focused ?? topBlock(editor);
    if (!block || block.is(TEXT)) return;
    if (isDown ? block.getNext(isOfTheText) : block.getPrevious(isOfTheText)) return;
    if (!focused && !isAtEdge(editor, block, isDown ? CKEDITOR.END : CKEDITOR.START)) return;
    event.cancel();
    const paragraph = emptyParagraph(editor);
    editor.fire("saveSnapshot");
    if (isDown) paragraph.insertAfter(block);
    else paragraph.insertBefore(block);
    goInto(editor, paragraph);
    editor.fire("saveSnapshot");
  }

  function topBlock(editor) {
    const elements = editor.elementPath()?.elements ?? [];
    const place = elements.findIndex((element) => element.equals(editor.editable()));
    return place > 0 ? elements[place - 1] : null;
  }

  function isAtEdge(editor, block, edge) {
    const [range] = editor.getSelection()?.getRanges() ?? [];
    return range?.collapsed && range.checkBoundaryOfElement(block, edge);
  }

  window.deskEditor = { parts, isKept, make, textOf, field, value, say, dialogOf, fill, put, putWidget };
})();
