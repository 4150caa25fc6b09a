/* A picture in the editor: chosen or brought in with the desk's picker (desk-pictures.js), by its
   button, by dropping a file into the text or by pasting one. */
(() => {
  const { CKEDITOR, deskEditor, deskPictures } = window;
  if (!deskEditor || !deskPictures) return;
  const { make, textOf, putWidget } = deskEditor;

  deskEditor.parts.push((editor, words) => {
    editor.widgets.add("picture", {
      button: words.picture,
      upcast: isPicture,
      editables: { caption: { selector: "figcaption", allowedContent: words.inCaptions } },
      insert: () => pick(editor, null, {}),
      init() {
        this.on("edit", (event) => {
          event.cancel();
          pick(editor, this, { picture: read(this.element.$) });
        });
      },
    });
    // Before CKEditor's own, which only says that it knows no such file.
    editor.on("paste", (event) => takeFiles(event, words), null, null, 0);
  });

  /* A figure with one picture and its words. What else a story brought along stays as it is. */
  function isPicture(element) {
    if (element.name !== "figure" || "data-embed" in element.attributes) return false;
    const parts = element.children.filter(({ type }) => type === CKEDITOR.NODE_ELEMENT);
    return (
      element.find("img", true).length === 1 &&
      parts.every(({ name }) => name === "img" || name === "a" || name === "figcaption")
    );
  }

  function read(figure) {
    const image = figure.querySelector("img");
    const caption = figure.querySelector("figcaption")?.cloneNode(true);
    const credit = caption?.querySelector(".credit");
    credit?.remove();
    return {
      src: image.getAttribute("src"),
      width: image.getAttribute("width"),
      height: image.getAttribute("height"),
      alt: image.getAttribute("alt") ?? "",
      caption: textOf(caption),
      credit: textOf(credit),
    };
  }

  /* Ask the writer for a picture and put it in where the cursor is, or change the one that is there.
     `file`: bring this one in. */
  async function pick(editor, former, options) {
    editor.selectionChange(true);
    const address = editor.config.desk.picker;
    const chosen = await deskPictures.choose(address, { inText: true, ...options }).catch((error) => {
      editor.showNotification(error.message || editor.config.desk.notOpened, "warning");
    });
    editor.focus();
    if (chosen) putWidget(editor, figureOf(chosen, former?.element.$), former);
  }

  function figureOf(chosen, former) {
    const { src, alt, width, height, caption, credit } = chosen;
    const size = width && height ? { width, height } : {};
    const owner = make("span", { class: "credit" }, credit);
    const words = former && read(former).caption === caption ? captionOf(former) : [caption];
    const said = caption ? [...words, " ", owner] : [owner];
    const image = make("img", { src, alt, ...size });
    const link = former?.querySelector("a:has(img)")?.getAttribute("href");
    const shown = link ? make("a", { href: link }, image) : image;
    return make("figure", {}, shown, make("figcaption", {}, ...said));
  }

  /* A caption that was left alone keeps its emphasis and links. */
  function captionOf(figure) {
    const caption = figure.querySelector("figcaption").cloneNode(true);
    caption.querySelector(".credit")?.remove();
    caption.innerHTML = caption.innerHTML.trim();
    return caption.childNodes;
  }

  /* Picture files are brought in one after the other, each with its words. */
  function takeFiles(event, words) {
    const { dataTransfer } = event.data;
    const files = [];
    for (let n = 0; n < dataTransfer.getFilesCount(); n++) files.push(dataTransfer.getFile(n));
    const pictures = files.filter(deskPictures.isPicture);
    // A word processor sends a picture of the text with it: then the text is meant.
    if (!files.length || hasText(dataTransfer)) return;
    event.cancel();
    if (!pictures.length) return void event.editor.showNotification(words.noPicture, "warning");
    (async () => {
      for (const file of pictures) await pick(event.editor, null, { file });
    })();
  }

  function hasText(dataTransfer) {
    const html = dataTransfer.getData("text/html");
    const page = new DOMParser().parseFromString(html, "text/html");
    return textOf(page.body) !== "";
  }
})();
