/* A quotation in the editor: the words, who said them, and to whom. */
(() => {
  const { CKEDITOR, deskEditor } = window;
  if (!deskEditor) return;
  const { isKept, make, textOf, field, value, say, dialogOf, fill, put } = deskEditor;
  const IDS = ["words", "who", "how", "source", "address"];

  deskEditor.parts.push((editor, words) => {
    // What the open dialog changes; nothing, when it makes something new.
    let former = null;

    CKEDITOR.dialog.add("quotation", () => quotation(editor, words, () => former));
    editor.addCommand("quotation", {
      exec() {
        editor.selectionChange(true);
        former = editor.elementPath()?.contains("blockquote")?.$;
        editor.openDialog("quotation");
      },
    });
    editor.ui.addButton("Quotation", { label: words.quotation, command: "quotation" });
    editor.on("doubleclick", ({ data }) => {
      const quote = data.element.getAscendant("blockquote", true);
      if (!quote || data.element.getAscendant("a", true)) return;
      former = quote.$;
      data.dialog = "quotation";
    });
  });

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

  function quotation(editor, words, formerOne) {
    let was = {};
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
          const former = formerOne();
          was = read(former);
          const selected = former ? "" : editor.getSelection()?.getSelectedText() ?? "";
          fill(this, former ? was : { ...was, words: selected.trim(), how: words.howAtFirst });
        },
        onOk() {
          const former = formerOne();
          const now = Object.fromEntries(IDS.map((id) => [id, value(this, id)]));
          if (!now.words) return say(this, words.noWords);
          if (!now.source !== !now.address) return say(this, words.halfASource);
          if (now.address && !isKept(now.address)) return say(this, words.noAddress);
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
})();
