/* CKEditor in the desk: the site's own type in it, uploads that carry the form's token, and two
   buttons of our own, a quotation with who said it and a picture with its credit. Their words
   come from the widget (articles/editor.py), as config.desk. */
(() => {
  const { CKEDITOR } = window;
  if (!CKEDITOR) return;

  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("configLoaded", () => {
      editor.config.fileTools_requestHeaders = { "X-CSRFToken": token() };
    });
  });

  CKEDITOR.on("instanceReady", ({ editor }) => {
    editor.editable().addClass("prose");
    // The label of the field leads into the text.
    const label = document.querySelector(`label[for="${editor.name}"]`);
    label?.addEventListener("click", (event) => {
      event.preventDefault();
      editor.focus();
    });
  });

  const KINDS = [
    { name: "Quotation", inside: "blockquote", definition: quotation },
    { name: "Picture", inside: "figure", definition: picture },
  ];

  // What the open dialog of an editor changes; nothing, when it makes something new.
  const formers = new WeakMap();

  CKEDITOR.plugins.add("desk", {
    requires: "dialog",
    init(editor) {
      const words = editor.config.desk;
      const kinds = KINDS.filter(({ name }) => name !== "Picture" || editor.config.imageUploadUrl);
      for (const { name, inside, definition } of kinds) {
        const command = name.toLowerCase();
        CKEDITOR.dialog.add(command, (its) => definition(its, its.config.desk));
        editor.addCommand(command, {
          exec() {
            // CKEditor looks for the cursor a few times a second, which is late for a fast hand.
            editor.selectionChange(true);
            formers.set(editor, editor.elementPath()?.contains(inside)?.$);
            editor.openDialog(command);
          },
        });
        editor.ui.addButton(name, { label: words[command], command });
      }
      editor.on("doubleclick", ({ data }) => {
        const kind = kinds.find(({ inside }) => data.element.getAscendant(inside, true));
        if (!kind || data.element.getAscendant("a", true)) return;
        formers.set(editor, data.element.getAscendant(kind.inside, true).$);
        data.dialog = kind.name.toLowerCase();
      });
    },
  });

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

  function dialogOf(title, elements, more) {
    const contents = [{ id: "main", label: title, elements: [...elements, SAYS] }];
    return { title, minWidth: 420, minHeight: 160, contents, ...more };
  }

  function fill(dialog, values) {
    say(dialog, "");
    for (const [id, text] of Object.entries(values)) dialog.setValueOf("main", id, text);
  }

  /* Put it in where the cursor is, or in the place of what it was made from. As one step of undo. */
  function put(editor, made, former) {
    editor.fire("saveSnapshot");
    if (former) former.replaceWith(made);
    else editor.insertElement(new CKEDITOR.dom.element(made));
    editor.fire("saveSnapshot");
    editor.fire("change");
  }

  // -- A quotation -------------------------------------------------------------------------------

  function read(quote) {
    const footer = quote?.querySelector("footer");
    const link = footer?.querySelector("a");
    const cite = footer?.querySelector("cite");
    const between = [...(footer?.childNodes ?? [])].filter((node) => node !== cite && node !== link);
    return {
      words: [...(quote?.querySelectorAll("p") ?? [])].map(textOf).filter(Boolean).join("\n\n"),
      who: textOf(cite),
      how: textOf(make("i", {}, ...between.map((node) => node.textContent))).replace(/^,\s*/, ""),
      source: textOf(link),
      address: link?.getAttribute("href") ?? "",
    };
  }

  function quoted(text, [open, close]) {
    const bare = text.trim().replace(/^["“„«]\s*|\s*["”“»]$/g, "");
    return `${open}${bare}${close}`.split(/\n+/).map((line) => make("p", {}, line.trim()));
  }

  function attribution({ who, how, source, address }) {
    const footer = make("footer");
    if (who) footer.append(make("cite", {}, who));
    const before = [who, how].filter(Boolean).length;
    if (how) footer.append(who ? `, ${how}` : how);
    if (address) footer.append(before ? (how ? " " : ", ") : "", make("a", { href: address }, source));
    return footer;
  }

  function quotation(editor, words) {
    let former = null;
    let was = {};
    const ids = ["words", "who", "how", "source", "address"];
    return dialogOf(
      words.quotation,
      [
        { type: "textarea", id: "words", label: words.words, rows: 4 },
        field("who", words.who),
        field("how", words.how),
        field("source", words.source),
        field("address", words.address),
      ],
      {
        onShow() {
          former = formers.get(editor);
          was = read(former);
          const selected = former ? "" : editor.getSelection()?.getSelectedText() ?? "";
          fill(this, former ? was : { ...was, words: selected.trim(), how: words.howAtFirst });
        },
        onOk() {
          const now = Object.fromEntries(ids.map((id) => [id, value(this, id)]));
          if (!now.words) return say(this, words.noWords);
          if (!now.source !== !now.address) return say(this, words.halfASource);
          if (now.address && !/^(\/(?!\/)|https?:\/\/)/i.test(now.address)) {
            return say(this, words.noAddress);
          }
          if (!former && !now.source && now.how === words.howAtFirst) now.how = "";
          const made = make("blockquote");
          // Words that were left alone keep their emphasis and links.
          if (former && now.words === was.words) {
            made.append(...former.querySelectorAll(":scope > :not(footer)"));
          } else made.append(...quoted(now.words, words.marks));
          if (now.who || now.how || now.address) made.append(attribution(now));
          put(editor, made, former);
          return true;
        },
      },
    );
  }

  // -- A picture ---------------------------------------------------------------------------------

  /* The server's answer; an error whose message is for the writer, if it refuses. CKEditor's own
     upload shows no word of an answer that is not 2xx. */
  async function send(file, { alt, credit }, { imageUploadUrl, desk }) {
    const body = new FormData();
    for (const [key, part] of Object.entries({ upload: file, alt, credit })) body.append(key, part);
    const headers = { "X-CSRFToken": token() };
    const response = await fetch(imageUploadUrl, { method: "POST", headers, body }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!answer?.uploaded) throw new Error(answer?.error?.message ?? desk.notTakenIn);
    return answer;
  }

  /* Its width and height, which keep the place for it while a page loads. */
  async function sizeOf(src) {
    const image = new Image();
    image.src = src;
    await image.decode().catch(() => null);
    return image.naturalWidth ? { width: image.naturalWidth, height: image.naturalHeight } : {};
  }

  function captionOf(caption, credit) {
    const owner = make("span", { class: "credit" }, credit);
    return make("figcaption", {}, ...(caption ? [`${caption} `] : []), owner);
  }

  function picture(editor, words) {
    let former = null;
    let caption = "";
    const chosen = (dialog) => dialog.getElement().findOne("input[type=file]").$;
    return dialogOf(
      words.picture,
      [
        {
          type: "html",
          id: "file",
          html: make("label", { class: "desk-file" }, words.file, make("input", { type: "file", accept: "image/*" })).outerHTML,
        },
        field("alt", words.alt),
        field("caption", words.caption),
        field("credit", words.credit),
      ],
      {
        onShow() {
          former = formers.get(editor);
          const image = former?.querySelector("img");
          const credit = former?.querySelector(".credit");
          const rest = former?.querySelector("figcaption")?.cloneNode(true);
          rest?.querySelector(".credit")?.remove();
          caption = textOf(rest);
          chosen(this).value = "";
          fill(this, { alt: image?.getAttribute("alt") ?? "", caption, credit: textOf(credit) });
        },
        onOk() {
          const [file] = chosen(this).files;
          const now = { alt: value(this, "alt"), caption: value(this, "caption"), credit: value(this, "credit") };
          const image = former?.querySelector("img");
          if (!file && !image) return say(this, words.noFile);
          if (!now.credit) return say(this, words.noCredit);
          const finish = (attributes) => {
            const made = make("figure", {}, make("img", attributes), captionOf(now.caption, now.credit));
            const kept = former?.querySelector("figcaption");
            if (kept && now.caption === caption) {
              // A caption that was left alone keeps its emphasis and links.
              const owner = made.querySelector(".credit");
              kept.querySelector(".credit")?.remove();
              made.querySelector("figcaption").replaceChildren(...kept.childNodes, " ", owner);
            }
            put(editor, made, former);
          };
          if (!file) {
            const kept = Object.fromEntries([...image.attributes].map((one) => [one.name, one.value]));
            finish({ ...kept, alt: now.alt });
            return true;
          }
          say(this, words.onItsWay);
          this.disableButton("ok");
          send(file, now, editor.config)
            .then(async ({ url }) => {
              const size = await sizeOf(url);
              this.hide();
              finish({ src: url, "data-cke-saved-src": url, alt: now.alt, ...size });
            })
            .catch(({ message }) => say(this, message))
            .finally(() => this.enableButton("ok"));
          return false;
        },
      },
    );
  }
})();
