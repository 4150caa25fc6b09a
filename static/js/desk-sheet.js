/* Rows that are filled in as a sheet is (class "cells"): Enter and the arrow keys go from cell to cell,
   lines that are pasted from a spreadsheet fill rows, and there is always a further row. */
(() => {
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  let words = {};

  document.addEventListener("DOMContentLoaded", () => {
    words = document.getElementById("row-words")?.dataset ?? {};
    document.querySelectorAll("fieldset.cells").forEach((fieldset) => {
      fieldset.addEventListener("keydown", moved);
      fieldset.addEventListener("paste", pasted);
      const says = document.createElement("p");
      says.className = "says";
      says.setAttribute("role", "status");
      fieldset.append(says);
    });
  });

  const rowsOf = (sheet) => [...sheet.querySelectorAll("tbody > tr.form-row:not(.empty-form)")];
  const cellsOf = (row) => [...row.querySelectorAll("td[class^=field-] :is(input, select, textarea):not([type=hidden])")];

  function addRow(sheet) {
    const before = rowsOf(sheet).length;
    const link = sheet.querySelector(".add-row a");
    if (!link) return null;
    link.click();
    const rows = rowsOf(sheet);
    return rows.length > before ? rows.at(-1) : null;
  }

  function go(sheet, row, column) {
    const cell = row && cellsOf(row)[column];
    if (!cell) return;
    cell.focus();
    cell.select?.();
  }

  // -- Keys --------------------------------------------------------------------------------------

  function moved(event) {
    const cell = event.target.closest("input, select, textarea");
    const row = cell?.closest("tr.form-row");
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const sheet = row.closest("fieldset");
    const rows = rowsOf(sheet);
    const at = rows.indexOf(row);
    const column = cellsOf(row).indexOf(cell);
    if (at < 0 || column < 0) return;
    const isDate = cell.type === "date"; // its arrow keys are its own
    let to = null;
    if (event.key === "Enter") to = event.shiftKey ? rows[at - 1] : (rows[at + 1] ?? addRow(sheet));
    else if (event.key === "ArrowDown" && !isDate) to = rows[at + 1];
    else if (event.key === "ArrowUp" && !isDate) to = rows[at - 1];
    else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !isDate) {
      const step = event.key === "ArrowLeft" ? -1 : 1;
      if (!isAtEdge(cell, step)) return;
      const beside = cellsOf(row)[column + step];
      if (!beside) return;
      event.preventDefault();
      return go(sheet, row, column + step);
    } else return;
    event.preventDefault(); // Enter would send the form, an arrow would count
    go(sheet, to, column);
  }

  /* Inside a text the arrow keys go from letter to letter. A number does not say where they are. */
  function isAtEdge(cell, step) {
    if (cell.selectionStart === null || cell.selectionStart === undefined) return true;
    const { selectionStart: start, selectionEnd: end, value } = cell;
    const isAll = start === 0 && end === value.length;
    return isAll || (step < 0 ? start === 0 && end === 0 : start === value.length);
  }

  // -- Pasting -----------------------------------------------------------------------------------

  function pasted(event) {
    const cell = event.target.closest("input, textarea");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell?.closest("tr.form-row") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const first = cell.closest("tr.form-row");
    const sheet = first.closest("fieldset");
    const column = cellsOf(first).indexOf(cell);
    const says = sheet.querySelector(".says");
    const lines = read(text).filter((line) => line.some((value) => value.trim()));
    if (lines.length > 1 && isHead(lines[0], cellsOf(first).slice(column))) lines.shift();
    const begin = rowsOf(sheet).indexOf(first);
    const unread = [];
    let count = 0;
    for (const line of lines) {
      const row = rowsOf(sheet)[begin + count] ?? addRow(sheet);
      if (!row) {
        unread.push(words.full);
        break;
      }
      const cells = cellsOf(row).slice(column);
      line.slice(0, cells.length).forEach((value, place) => {
        const sentence = put(cells[place], value.trim());
        if (sentence) unread.push(sentence);
      });
      count += 1;
    }
    says.textContent = [words.filled.replace("%s", count), ...unread.slice(0, 3)].join(" ");
    go(sheet, rowsOf(sheet)[begin + count - 1], column);
  }

  /* Lines of cells, as spreadsheets give them: a cell with a tab, a line break or a quotation mark in
     it stands in quotation marks. */
  function read(text) {
    const lines = [[""]];
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const line = lines.at(-1);
      if (isQuoted) {
        if (sign === '"' && text[at + 1] === '"') line[line.length - 1] += text[(at += 1)];
        else if (sign === '"') isQuoted = false;
        else line[line.length - 1] += sign === "\n" ? " " : sign;
      } else if (sign === '"' && line.at(-1) === "" && closes(text, at)) isQuoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") lines.push([""]);
      else if (sign !== "\r") line[line.length - 1] += sign;
    }
    return lines;
  }

  /* A title may begin with a quotation mark of its own. */
  const closes = (text, at) => /^"(?:[^"]|"")*"(?=[\t\r\n]|$)/.test(text.slice(at));

  /* A line of headings has words where numbers belong. */
  function isHead(line, cells) {
    return cells.some((cell, place) => cell.type === "number" && line[place] && !/\d/.test(line[place]));
  }

  /* Fill a cell; returns what is to be said about it, if anything. */
  function put(cell, value) {
    if (cell.type === "date") {
      const day = value ? day_of(value) : "";
      if (day === null) return words.unread.replace("%s", value);
      cell.value = day;
    } else if (cell.type === "number") cell.value = value.replace(/[^\d]/g, "");
    else cell.value = cell.maxLength > 0 ? value.slice(0, cell.maxLength) : value;
    for (const name of ["input", "change"]) cell.dispatchEvent(new Event(name, { bubbles: true }));
    return "";
  }

  /* "2017-04-10", "10 April 2017", "Apr 10, 2017", "10.4.2017". What has its month in figures and
     could be two days is none. */
  function day_of(text) {
    let found = text.match(/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})/);
    if (found) return made(found[1], found[2], found[3]);
    found = text.match(/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/);
    if (found) return made(found[3], found[2], found[1]);
    found = text.match(/^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})$/i);
    if (found) return made(found[3], month(found[2]), found[1]);
    found = text.match(/^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i);
    if (found) return made(found[3], month(found[1]), found[2]);
    return null;
  }

  const month = (name) => MONTHS.indexOf(name.toLowerCase()) + 1;

  function made(year, month, day) {
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    const isOne = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
    return isOne ? date.toISOString().slice(0, 10) : null;
  }
})();
