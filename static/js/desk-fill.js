/* Filling in rows by script: as if somebody had typed and chosen, so that everything that listens
   hears of it. For what is found in the text, and for names that are looked up. */
(() => {
  const desk = (window.desk ??= {});

  const rowsOf = (kind) => [...document.querySelectorAll(`#${kind}-group .inline-related:not(.empty-form)`)];
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const leaves = (row) => cell(row, "DELETE")?.checked ?? false;

  /* The cells of a row by their names: text, or a list of {value, label} for what is chosen. */
  desk.fill = (row, cells) => {
    for (const [name, value] of Object.entries(cells)) set(row, name, value);
  };

  /* A new row of a kind with these cells; null where there is no room for another one. What stands
     there already is not put there twice: it is the row, and stays if it was about to go. */
  desk.addRow = (kind, cells) => {
    const same = rowsOf(kind).find((row) => stands(row, kind, cells));
    if (same) {
      if (leaves(same)) keep(same);
      return same;
    }
    const blank = rowsOf(kind).find((row) => row.matches(".empty:not(.leaves)"));
    const before = rowsOf(kind).length;
    const card = document.getElementById(`${kind}-group`)?.closest("details");
    const wasOpen = card?.open;
    const hadFocus = document.activeElement;
    desk.add(kind, { quietly: true });
    if (card) card.open = wasOpen;
    const row = blank ?? (rowsOf(kind).length > before ? rowsOf(kind).at(-1) : null);
    if (!row) return null;
    desk.fill(row, cells);
    const fold = row.querySelector(".fold");
    if (fold) fold.open = false;
    if (hadFocus?.isConnected && document.activeElement !== hadFocus) hadFocus.focus({ preventScroll: true });
    return row;
  };

  function keep(row) {
    const box = cell(row, "DELETE");
    box.checked = false;
    tell(box);
  }

  // What may stand in a story once, by kind: the cells that say which.
  const ONCE = {
    citations: ["tag", "url"],
    coverage: ["show"],
    mentions: ["show", "season", "person", "character", "location", "source"],
  };

  const plain = (value) => (Array.isArray(value) ? (value[0]?.value ?? "") : (value ?? ""));

  function stands(row, kind, cells) {
    return ONCE[kind]?.every((name) => (cell(row, name)?.value ?? "") === plain(cells[name])) ?? false;
  }

  function set(row, name, value) {
    const field = cell(row, name);
    if (!field) return;
    if (field.type === "radio") {
      const radio = row.querySelector(`[name$="-${name}"][value="${CSS.escape(value)}"]`);
      if (radio) radio.checked = true;
      tell(radio ?? field);
    } else if (field.localName === "select") {
      choose(field, Array.isArray(value) ? value : [{ value, label: value }]);
    } else {
      // A record without a chooser: the row says what it is called.
      if (field.type === "hidden" && Array.isArray(value)) row.dataset.label = value[0]?.label ?? "";
      field.value = plain(value);
      tell(field);
    }
  }

  function choose(select, choices) {
    for (const option of [...select.options]) option.selected = false;
    for (const { value, label } of choices) {
      const option = [...select.options].find((one) => one.value === value) ?? new Option(label, value);
      option.selected = true;
      if (select.multiple || !option.isConnected) select.append(option);
    }
    tell(select);
  }

  /* What listens through jQuery hears it as well. */
  function tell(field) {
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
})();
