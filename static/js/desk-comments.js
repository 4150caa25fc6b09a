/* Going through comments by keyboard: J and K lead from one to the next, and a letter presses the button of
   the one that has the focus: A that it is all right, R remove, H hold, C cover, O open, X tick. After a button
   the next comment has the focus. On the page of one comment the letters press its own buttons. */
(() => {
  let rows;
  let form;
  let isSent = false;

  document.addEventListener("DOMContentLoaded", () => {
    for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
    form = document.getElementById("queue");
    rows = [...document.querySelectorAll("#queue .row")];
    document.addEventListener("keydown", pressed);
    document.getElementById("remove")?.addEventListener("keydown", leave);
    if (!form) return;
    tick();
    form.addEventListener("submit", remember);
    addEventListener("pageshow", () => (isSent = false));
  });

  function pressed(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog")) return;
    const key = event.key.toLowerCase();
    const row = document.activeElement.closest?.(".row");
    if (key === "escape") return shut(row);
    const done = key === "j" ? step(1) : key === "k" ? step(-1) : key === "x" ? toggle(row) : press(key, row);
    if (done) event.preventDefault();
  }

  function step(by) {
    if (!rows?.length) return false;
    const here = rows.indexOf(document.activeElement.closest(".row"));
    const next = here < 0 ? (by > 0 ? rows[0] : rows.at(-1)) : rows[here + by];
    if (next) to(next);
    else document.querySelector(by > 0 ? ".pager [rel=next]" : ".pager a:not([rel])")?.focus();
    return true;
  }

  function to(row) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function toggle(row) {
    const box = row?.querySelector("input[name=comment]");
    box?.click();
    return Boolean(box);
  }

  function press(key, row) {
    if (!/^[a-z]$/.test(key) || (rows.length && !row)) return false;
    const button = (row ?? document).querySelector(`[data-key="${key}"]`);
    if (!button) return false;
    if (button.localName === "summary") ask(button.parentElement);
    else if (button.hash) document.querySelector(button.hash)?.querySelector("input:not([type=hidden])")?.focus();
    else button.click();
    return true;
  }

  /* Removing asks why: the first reason has the focus. */
  function ask(details) {
    details.open = true;
    details.querySelector("button").focus();
  }

  function shut(row) {
    const details = row?.querySelector("details.removing[open]");
    if (!details) return;
    details.open = false;
    row.focus();
  }

  function leave(event) {
    if (event.key === "Escape") document.activeElement.blur();
  }

  /* Where to go on: after the one that was decided, or after all that were. The answer's address
     ends in it, and so the browser puts the focus there. What is on its way is not sent twice. */
  function remember(event) {
    if (isSent) return event.preventDefault();
    isSent = true;
    const number = event.submitter?.value.split(":")[1];
    const chosen = number ? [document.getElementById(`row-${number}`)] : rows.filter((row) => row.classList.contains("ticked"));
    const rest = rows.slice(rows.indexOf(chosen.at(-1)) + 1);
    form.elements.then.value = (rest[0] ?? rows.findLast((row) => !chosen.includes(row)))?.id.slice(4) ?? "";
  }

  function tick() {
    const boxes = [...form.querySelectorAll("[name=comment]")];
    const all = form.querySelector("[data-all]");
    const said = form.querySelector("[data-selected]");
    const whole = said.textContent;
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      show();
    });
    form.addEventListener("change", show);
    show();

    function show() {
      const count = boxes.filter((box) => box.checked).length;
      all.checked = count === boxes.length;
      all.indeterminate = count > 0 && !all.checked;
      said.textContent = count ? said.dataset.selected.replace("%s", count) : whole;
      for (const box of boxes) box.closest(".row").classList.toggle("ticked", box.checked);
    }
  }
})();
