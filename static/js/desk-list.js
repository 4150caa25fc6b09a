/* The list of stories: selecting several, menus that close, names that are offered while one is typed, and keys. */
(() => {
  const PAUSE = 180; // milliseconds after a key before we ask
  const WIDE = matchMedia("(min-width: 68.01rem)");

  document.addEventListener("DOMContentLoaded", () => {
    select(document.querySelector("#changelist-form"));
    menus([...document.querySelectorAll("#changelist-filter details")]);
    document.querySelectorAll("input[data-names]").forEach(offer);
    document.addEventListener("keydown", press);
  });

  /* What can be done with several appears with the first one that is selected. */
  function select(form) {
    const bulk = form?.querySelector(".bulk");
    if (!bulk) return;
    const boxes = [...form.querySelectorAll("[name=_selected_action]")];
    const all = form.querySelector("[data-all]");
    const said = bulk.querySelector("[data-selected]");
    const words = said.textContent;
    let last = null;

    all.hidden = said.hidden = false;
    all.addEventListener("change", () => {
      boxes.forEach((box) => (box.checked = all.checked));
      show();
    });
    boxes.forEach((box) => {
      box.addEventListener("click", (event) => {
        if (event.shiftKey && last) {
          const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
          boxes.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
        }
        last = box;
        show();
      });
    });
    show();

    function show() {
      const count = boxes.filter((box) => box.checked).length;
      bulk.hidden = count === 0;
      said.textContent = words.replace("%s", count);
      all.checked = count === boxes.length;
      all.indeterminate = count > 0 && !all.checked;
      boxes.forEach((box) => box.closest("tr").classList.toggle("selected", box.checked));
    }
  }

  /* Beside the list menus stay as they are left; above it one at a time is open, and none in the way. */
  function menus(all) {
    const lay = () => all.forEach((menu, place) => (menu.open = WIDE.matches && (place === 0 || "active" in menu.dataset)));
    lay();
    WIDE.addEventListener("change", lay);
    all.forEach((menu) => {
      menu.addEventListener("toggle", () => {
        if (menu.open && !WIDE.matches) all.forEach((other) => (other.open = other === menu));
      });
    });
    document.addEventListener("click", (event) => {
      if (!WIDE.matches && !event.target.closest("#changelist-filter")) all.forEach((menu) => (menu.open = false));
    });
    document.addEventListener("keydown", (event) => {
      const menu = all.find((one) => one.open && one.contains(document.activeElement));
      if (event.key !== "Escape" || WIDE.matches || !menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  function offer(input) {
    const list = input.list;
    let timer;
    let asked = 0;

    input.addEventListener("input", () => {
      clearTimeout(timer);
      // A choice from the list comes as the whole address of a record at once.
      if ([...list.options].some((option) => option.value === input.value)) return input.form.requestSubmit();
      timer = setTimeout(ask, PAUSE);
    });

    async function ask() {
      const term = input.value.trim();
      if (!term) return list.replaceChildren();
      const turn = ++asked;
      const answer = await fetch(`${input.dataset.names}?term=${encodeURIComponent(term)}`);
      if (!answer.ok || turn !== asked) return;
      const { names } = await answer.json();
      list.replaceChildren(
        ...names.map(({ slug, name }) => {
          const option = document.createElement("option");
          option.value = slug;
          option.label = option.textContent = name;
          return option;
        }),
      );
    }
  }

  /* Outside fields J and K go through the stories, and on to the next page. The other keys are every page's. */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  }

  function step(by) {
    const stories = [...document.querySelectorAll("#result_list .field-story > a")];
    const row = document.activeElement.closest("#result_list tbody tr");
    const here = stories.findIndex((story) => row?.contains(story));
    const next = here < 0 ? (by > 0 ? 0 : -1) : here + by;
    if (stories[next]) stories[next].focus();
    else document.querySelector(`.paginator [rel=${by > 0 ? "next" : "prev"}]`)?.focus();
  }
})();
