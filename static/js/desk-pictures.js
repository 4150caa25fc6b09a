/* Pictures at the desk: the picker, in which one is chosen by sight or brought in and gets its
   words, and the field of a form that shows what was chosen. Words on the page come from
   templates/admin/images/. */
(() => {
  const PAUSE = 250; // milliseconds after a key before we ask
  const PREVIEW = 640; // pixels
  const LAST_CREDIT = "desk-last-credit";

  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  const isPicture = (file) => file.type.startsWith("image/");

  const picturesOf = (transfer) => [...(transfer?.files ?? [])].filter(isPicture);

  const bringsFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;

  /* The server's answer; an error whose message is for the writer, if it refuses. Without one
     nobody answered. */
  async function ask(address, body) {
    const options = body && { method: "POST", headers: { "X-CSRFToken": token() }, body };
    const response = await fetch(address, options).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!response?.ok) throw new Error(answer?.error?.message ?? "");
    return answer;
  }

  function formData(parts) {
    const data = new FormData();
    for (const [key, part] of Object.entries(parts)) data.append(key, part);
    return data;
  }

  /* A small copy to look at; nothing, if the browser finds no picture in the file. The content
     policy allows no blob: addresses. */
  async function previewOf(file) {
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) return null;
    const scale = Math.min(1, PREVIEW / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas.toDataURL();
  }

  // A private window may refuse to remember anything.
  const remembered = {
    get credit() {
      try {
        return localStorage.getItem(LAST_CREDIT) ?? "";
      } catch {
        return "";
      }
    },
    set credit(text) {
      try {
        localStorage.setItem(LAST_CREDIT, text);
      } catch {
        // Then it is typed again.
      }
    },
  };

  // -- The picker --------------------------------------------------------------------------------

  class Picker {
    #dialog;
    #part = (selector) => this.#dialog.querySelector(selector);
    #finish = () => {};
    #inText = false; // the words belong to a place in the text, and not to the picture itself
    #picture = null;
    #file = null;
    #next = null; // the address of the next page of the list
    #asked = 0;

    constructor(dialog) {
      this.#dialog = dialog;
      const search = this.#part("input[type=search]");
      let timer;
      search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          this.#say(""); // what was said before is over; a list that arrives says nothing about it
          this.#find(search.value);
        }, PAUSE);
      });
      search.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
      this.#part("input[type=file]")?.addEventListener("change", ({ target }) => {
        if (target.files[0]) this.#bring(target.files[0]);
        target.value = "";
      });
      this.#part(".picker__words").addEventListener("submit", (event) => {
        event.preventDefault();
        this.#take();
      });
      const steps = {
        close: () => dialog.close(),
        more: () => this.#more(),
        back: () => this.#shelf(),
        credit: () => this.#again(),
      };
      for (const [name, step] of Object.entries(steps)) {
        this.#part(`[data-do=${name}]`).addEventListener("click", step);
      }
      // It may be open again for the next picture by the time that this is told.
      dialog.addEventListener("close", () => dialog.open || this.#finish(null));
      dialog.addEventListener("paste", (event) => {
        const [file] = picturesOf(event.clipboardData);
        if (!file) return;
        event.preventDefault();
        this.#bring(file);
      });
      takesFiles(dialog, (files) => this.#bring(files[0]));
    }

    /* What was chosen, with its words; null, if nothing was. `file`: bring this one in. `picture`:
       change what this one says. `inText`: its words are those of a place in a text. */
    open({ inText = false, file = null, picture = null } = {}) {
      if (this.#dialog.open) return Promise.resolve(null);
      this.#inText = inText;
      this.#dialog.showModal();
      const chosen = new Promise((resolve) => (this.#finish = resolve));
      if (file) this.#bring(file);
      else if (picture) this.#words(picture, "keep");
      else this.#shelf();
      return chosen;
    }

    #word(name) {
      return this.#part(`[data-word=${name}]`).textContent;
    }

    #say(sentence) {
      this.#part(".picker__says").textContent = sentence;
    }

    #show(step) {
      this.#say("");
      for (const name of ["shelf", "words"]) this.#part(`.picker__${name}`).hidden = name !== step;
    }

    // -- First step: which one --

    #shelf() {
      this.#show("shelf");
      const search = this.#part("input[type=search]");
      search.value = "";
      search.focus();
      this.#find("");
    }

    #find(words) {
      const query = new URLSearchParams({ q: words });
      this.#load(`${this.#dialog.dataset.choose}?${query}`, words);
    }

    async #load(address, words) {
      const turn = ++this.#asked;
      const page = await ask(address).catch((error) => error);
      if (turn !== this.#asked) return;
      if (page instanceof Error) return this.#say(page.message || this.#word("not-sent"));
      const items = page.pictures.map((picture) => this.#item(picture));
      const list = this.#part(".picker__list");
      if (words === undefined) list.append(...items);
      else list.replaceChildren(...items);
      const none = words ? this.#word("nothing") : this.#word("empty");
      this.#part(".picker__none").textContent = list.children.length ? "" : none;
      this.#next = page.next;
      this.#part("[data-do=more]").hidden = !page.next;
      return items[0]?.querySelector("button");
    }

    async #more() {
      this.#say("");
      const first = await this.#load(this.#next);
      first?.focus();
    }

    #item(picture) {
      const item = this.#part("template").content.cloneNode(true).firstElementChild;
      const button = item.querySelector("button");
      item.querySelector("img").src = picture.thumb;
      item.querySelector("b").textContent = picture.title;
      item.querySelector("span").textContent = picture.credit;
      item.querySelector("em").hidden = !picture.expired;
      button.disabled = picture.expired;
      button.addEventListener("click", () => {
        if (this.#inText || !picture.alt) this.#words(picture, "take");
        else this.#done(picture);
      });
      return item;
    }

    // -- Second step: what it says --

    async #bring(file) {
      const input = this.#part("input[type=file]");
      const preview = input && isPicture(file) ? await previewOf(file) : null;
      if (preview) return this.#words({ src: preview, alt: "", caption: "", credit: "" }, "take", file);
      if (this.#part(".picker__words").hidden) this.#shelf();
      this.#say(this.#word(input ? "file" : "may-not-add"));
    }

    #words(picture, verb, file = null) {
      this.#picture = picture;
      this.#file = file;
      this.#show("words");
      const form = this.#part(".picker__words");
      form.querySelector("img").src = picture.src;
      for (const name of ["alt", "caption", "credit"]) form.elements[name].value = picture[name];
      const again = this.#part("[data-do=credit]");
      again.hidden = !remembered.credit || Boolean(picture.credit);
      again.textContent = again.dataset.label.replace("%s", remembered.credit);
      const submit = form.querySelector("[type=submit]");
      submit.textContent = submit.dataset[verb];
      form.elements.alt.focus();
    }

    #again() {
      const { credit } = this.#part(".picker__words").elements;
      credit.value = remembered.credit;
      credit.focus();
    }

    async #take() {
      const form = this.#part(".picker__words");
      const words = {};
      for (const name of ["alt", "caption", "credit"]) words[name] = form.elements[name].value.trim();
      for (const name of ["alt", "credit"]) {
        if (words[name]) continue;
        form.elements[name].focus();
        return this.#say(this.#word(name));
      }
      remembered.credit = words.credit;
      if (!this.#file && this.#inText) return this.#done({ ...this.#picture, ...words });
      const submit = form.querySelector("[type=submit]");
      submit.disabled = true;
      this.#say(this.#word("on-its-way"));
      try {
        const picture = await (this.#file ? this.#send(words) : this.#change(words));
        this.#done({ ...picture, ...words });
      } catch ({ message }) {
        this.#say(message || this.#word("not-sent"));
      } finally {
        submit.disabled = false;
      }
    }

    #send(words) {
      return ask(this.#dialog.dataset.upload, formData({ upload: this.#file, ...words }));
    }

    #change(words) {
      const address = this.#dialog.dataset.words.replace("/0/", `/${this.#picture.id}/`);
      return ask(address, formData(words));
    }

    #done(picture) {
      this.#finish(picture);
      this.#dialog.close();
    }
  }

  /* Files that are dragged onto an element are shown to be welcome, and taken. */
  function takesFiles(element, take) {
    const over = (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      element.classList.toggle("is-over", event.type === "dragover");
    };
    element.addEventListener("dragover", over);
    element.addEventListener("dragleave", over);
    element.addEventListener("drop", (event) => {
      over(event);
      const files = [...event.dataTransfer.files];
      if (files.length) take(files);
    });
  }

  let opened = null;

  /* The one picker of this page. It is asked for when the first picture is wanted. */
  async function picker(address) {
    opened ??= fetch(address)
      .then(async (response) => {
        if (!response.ok) throw new Error((await response.json()).error.message);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const dialog = document.adoptNode(page.querySelector("dialog"));
        document.body.append(dialog);
        return new Picker(dialog);
      })
      .catch((error) => {
        opened = null;
        throw error;
      });
    return opened;
  }

  window.deskPictures = {
    isPicture,
    choose: async (address, options) => (await picker(address)).open(options),
  };

  // -- A field for a picture ---------------------------------------------------------------------

  function field(chooser) {
    const select = chooser.querySelector("select");
    const now = chooser.querySelector(".chooser__now");
    const failed = chooser.querySelector(".chooser__failed");
    const button = (name) => chooser.querySelector(`[data-do=${name}]`);
    let picture = JSON.parse(chooser.dataset.picture);

    const show = () => {
      now.hidden = !picture;
      for (const name of ["words", "remove"]) button(name).hidden = !picture;
      if (!picture) return;
      // With its size, so that the buttons below it stay where they are when it arrives.
      const { src, width, height } = picture;
      Object.assign(now.querySelector("img"), { src, width, height });
      for (const line of now.querySelectorAll("[data-says]")) line.textContent = picture[line.dataset.says];
      now.querySelector("[data-lacks=alt]").hidden = Boolean(picture.alt);
      now.querySelector("[data-lacks=rights]").hidden = !picture.expired;
    };
    const choose = (chosen) => {
      picture = chosen;
      const value = chosen ? String(chosen.id) : "";
      if (![...select.options].some((option) => option.value === value)) {
        select.append(new Option(chosen.title, value));
      }
      select.value = value;
      show();
      for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
    };
    const pick = async (options) => {
      failed.hidden = true;
      const chosen = await window.deskPictures.choose(chooser.dataset.picker, options).catch(() => {
        failed.hidden = false;
      });
      if (chosen) choose(chosen);
    };
    // Somebody else's choice may come in while the form is open.
    const follow = async () => {
      if (select.value === String(picture?.id ?? "")) return;
      const query = new URLSearchParams({ id: select.value });
      const page = select.value ? await ask(`${chooser.dataset.choose}?${query}`).catch(() => null) : null;
      [picture = null] = page?.pictures ?? [];
      show();
    };

    // Labels and links lead to the field by its id: whoever comes to it goes on to the button.
    select.classList.add("chooser__field");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    select.addEventListener("focus", () => button(picture && !picture.alt ? "words" : "choose").focus());
    select.addEventListener("change", follow);
    const file = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
    file.addEventListener("change", () => {
      if (file.files[0]) pick({ file: file.files[0] });
      file.value = "";
    });
    button("choose").addEventListener("click", () => pick());
    button("upload").addEventListener("click", () => file.click());
    button("words").addEventListener("click", () => pick({ picture }));
    button("remove").addEventListener("click", () => {
      choose(null);
      button("choose").focus();
    });
    takesFiles(chooser, (files) => pick({ file: files[0] }));
    for (const part of chooser.querySelectorAll(".chooser__steps, .chooser__hint")) part.hidden = false;
    show();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".chooser").forEach(field));

  // A file that misses its place would be opened instead of the page, with all that was typed in it.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => {
      const isForFiles = event.target instanceof Element && event.target.matches("input[type=file]");
      if (bringsFiles(event) && !isForFiles) event.preventDefault();
    });
  }
})();
