/* A video or a post of another site in the editor: an address is pasted, the title is typed, and the
   text holds a figure with a link. Nothing of it loads here. Which sites there are, and how their
   addresses are read, says articles/embeds.py, as config.desk.embeds. */
(() => {
  const { CKEDITOR, deskEditor } = window;
  if (!deskEditor) return;
  const { make, textOf, field, value, say, dialogOf, fill, putWidget } = deskEditor;

  deskEditor.parts.push((editor, words) => {
    let former = null;
    const open = (widget) => {
      former = widget;
      editor.selectionChange(true);
      editor.openDialog("embed");
    };

    CKEDITOR.dialog.add("embed", () => embed(editor, words, () => former));
    editor.widgets.add("embed", {
      button: words.embed,
      upcast: (element) => element.name === "figure" && "data-embed" in element.attributes,
      insert: () => open(null),
      init() {
        this.on("edit", (event) => {
          event.cancel();
          open(this);
        });
      },
    });
  });

  /* The site and the id that an address leads to. */
  function read(address, sites) {
    const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
    const { href } = URL.canParse(whole) ? new URL(whole) : { href: "" };
    for (const { site, addresses, link } of sites) {
      for (const form of addresses) {
        const parts = new RegExp(form).exec(href)?.slice(1);
        if (!parts) continue;
        return { site, id: parts.join("_"), link: link.replace(/\{(\d)\}/g, (_, n) => parts[n]) };
      }
    }
    return null;
  }

  function embed(editor, words, formerOne) {
    const sites = words.embeds;
    const names = sites.map(({ name }) => name).join(", ");
    return dialogOf(
      words.embed,
      [
        field("address", words.embedAddress),
        { type: "html", id: "sites", html: make("p", { class: "desk-hint" }, names).outerHTML },
        field("title", words.embedTitle),
        field("caption", words.embedCaption),
      ],
      {
        onShow() {
          const figure = formerOne()?.element.$;
          const link = figure?.querySelector("a");
          fill(this, {
            address: link?.getAttribute("href") ?? "",
            title: textOf(link),
            caption: textOf(figure?.querySelector("figcaption")),
          });
        },
        onOk() {
          const found = read(value(this, "address"), sites);
          if (!found) return say(this, words.noEmbed);
          const title = value(this, "title");
          if (!title) return say(this, words.noTitle);
          const { site, id, link } = found;
          const caption = value(this, "caption");
          const made = make("figure", { "data-embed": site, "data-id": id }, make("a", { href: link }, title));
          if (caption) made.append(make("figcaption", {}, caption));
          // The dialog gives the cursor back first. Not a task of its own: a fast hand types before it.
          queueMicrotask(() => putWidget(editor, made, formerOne()));
          return true;
        },
      },
    );
  }
})();
