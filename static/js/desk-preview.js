/* The story as readers will have it. Beside the text it follows what is typed: after each save that
   was acknowledged ("geekfeed:kept") it is fetched again, and stays where its reader had scrolled
   to. Where there is no room beside the text, it has a window of its own.

   [data-preview-frame="1280"] holds a frame that shows a page as wide as that, however wide it is
   itself. window.geekfeed.preview: toggle() and close(). */
(() => {
  const ROOM = matchMedia("(min-width: 68.75rem)"); // 1100 px
  const WIDTH = "geekfeed-preview-width";

  const framed = (box) => box.querySelector("iframe:not([inert])");

  /* A page of that many pixels, made to fit into the box: smaller, never larger. */
  function fit(box) {
    const width = Number(box.dataset.previewFrame);
    const room = box.querySelector(".preview__window");
    if (!room.clientWidth) return;
    const scale = Math.min(1, room.clientWidth / width);
    for (const frame of room.querySelectorAll("iframe")) {
      frame.style.inlineSize = `${width}px`;
      frame.style.blockSize = `${room.clientHeight / scale}px`;
      frame.style.insetInlineStart = `${Math.max(0, (room.clientWidth - width) / 2)}px`;
      frame.style.transform = `scale(${scale})`;
    }
  }

  const isOurs = (frame) => Boolean(frame.contentDocument?.querySelector(".previewed"));

  /* The new page loads behind the old one and takes its place when it is whole. One that cannot be
     had (signed out, no connection) leaves the old one standing. */
  function refresh(box, address) {
    if (box.dataset.loading) {
      box.dataset.again = address;
      return;
    }
    box.dataset.loading = "yes";
    const old = framed(box);
    const next = old.cloneNode();
    next.inert = true;
    next.src = address;
    next.addEventListener(
      "load",
      () => {
        delete box.dataset.loading;
        if (isOurs(next)) {
          const top = isOurs(old) ? old.contentWindow.scrollY : 0;
          next.contentWindow.scrollTo({ top, behavior: "instant" });
          next.inert = false;
          old.remove();
        } else {
          next.remove();
        }
        const again = box.dataset.again;
        delete box.dataset.again;
        if (again) refresh(box, again);
      },
      { once: true },
    );
    old.after(next);
    fit(box);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const watch = new ResizeObserver((rooms) => {
      for (const { target } of rooms) fit(target.closest("[data-preview-frame]"));
    });
    document.querySelectorAll(".preview__window").forEach((room) => watch.observe(room));
    const panel = document.getElementById("preview-panel");
    const button = document.querySelector("a[data-preview]");
    if (panel && button) beside(panel, button);
  });

  function beside(panel, button) {
    const box = panel.querySelector("[data-preview-frame]");
    const isOpen = () => !panel.hidden;
    let own = null; // the window, where there is no room beside the text

    function show(width) {
      box.dataset.previewFrame = width;
      for (const choice of panel.querySelectorAll("[data-preview-width]")) {
        choice.setAttribute("aria-pressed", String(choice.dataset.previewWidth === width));
      }
      fit(box);
    }

    function set(open) {
      panel.hidden = !open;
      document.body.classList.toggle("previewing", open);
      button.setAttribute("aria-pressed", String(open));
      if (open) refresh(box, button.href);
    }

    function close() {
      if (!isOpen()) return;
      const had = panel.contains(document.activeElement);
      set(false);
      if (had) button.focus();
    }

    function toggle() {
      if (!button.href) return; // nothing is saved yet
      if (ROOM.matches) {
        if (isOpen()) close();
        else set(true);
      } else {
        own = window.open(button.href, "geekfeed-preview");
      }
    }

    /* A new story has addresses of its own since its first words were kept. */
    function adopt(addresses) {
      for (const link of document.querySelectorAll("a[data-preview-address]")) {
        const address = addresses[link.dataset.previewAddress];
        if (!address) continue;
        link.href = address + (link.dataset.with ?? "");
        link.hidden = false;
      }
    }

    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-controls", panel.id);
    button.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      toggle();
    });
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
    panel.addEventListener("click", ({ target }) => {
      const choice = target.closest("[data-preview-width]");
      if (choice) {
        show(choice.dataset.previewWidth);
        remember(choice.dataset.previewWidth);
      }
      if (target.closest("[data-preview-close]")) close();
    });
    // The rail makes room for the preview, and comes back when something in it is asked for.
    document.addEventListener("click", ({ target }) => {
      const id = target.closest('a[href^="#"]')?.getAttribute("href").slice(1);
      if (id && document.getElementById(id)?.closest(".rail")) close();
    });
    ROOM.addEventListener("change", close);
    document.addEventListener("geekfeed:begun", ({ detail }) => adopt(detail));
    document.addEventListener("geekfeed:kept", () => {
      if (isOpen()) refresh(box, button.href);
      else if (own && !own.closed) own.location.reload();
    });

    show(remembered() ?? box.dataset.previewFrame);
    window.geekfeed = { ...window.geekfeed, preview: { toggle, close } };
  }

  /* A browser may keep nothing for a site, and says so by failing. */
  function remember(width) {
    try {
      localStorage.setItem(WIDTH, width);
    } catch {
      /* Then it is wide again the next time. */
    }
  }

  function remembered() {
    try {
      return localStorage.getItem(WIDTH);
    } catch {
      return null;
    }
  }
})();
