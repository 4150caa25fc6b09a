/* Which earlier claim does this one settle? The list is asked for when it is opened, about the
   records that the row names. A choice sets what goes with it, and says so. */
(() => {
  const FITS = { confirms: ["confirmed"], denies: ["denied"], supersedes: ["reported", "rumoured", "confirmed"] };
  const RECORDS = ["show", "season", "person", "character", "location"];
  let form;

  const rowOf = (element) => element.closest(".inline-related");
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const chosen = (row, name) => cell(row, name)?.selectedOptions[0];

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("article_form");
    if (!form?.dataset.earlier) return;
    for (const name of ["focusin", "pointerdown"]) {
      form.addEventListener(name, ({ target }) => target.matches?.("select[data-earlier]") && offer(target));
    }
    form.addEventListener("change", ({ target }) => {
      if (target.matches('[name^="claims-"][name$="-answers"]')) settled(rowOf(target));
      else if (target.matches('[name^="claims-"][name$="-answer"]')) fit(rowOf(target));
      if (target.name?.startsWith("claims-")) tell(rowOf(target));
    });
    document.querySelectorAll("#claims-group .inline-related").forEach(tell);
  });

  // -- The list ----------------------------------------------------------------------------------

  async function offer(select) {
    const row = rowOf(select);
    const asked = new URLSearchParams({ exclude: form.dataset.story });
    for (const name of RECORDS) if (cell(row, name)?.value) asked.set(name, cell(row, name).value);
    const about = asked.toString();
    if (select.dataset.about === about) return;
    select.dataset.about = about;
    const answer = await fetch(`${form.dataset.earlier}?${about}`, { redirect: "manual" }).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!told) {
      delete select.dataset.about; // asked again when it is opened again
      return;
    }
    if (select.dataset.about !== about) return;
    const kept = [...select.options].filter((option) => !option.value || option.selected);
    const others = told.claims.filter(({ key }) => !kept.some((option) => option.value === key));
    select.replaceChildren(...kept, ...others.map(line));
  }

  function line({ key, name, label }) {
    const option = new Option(label, key);
    option.dataset.name = name;
    return option;
  }

  // -- What a choice brings with it ----------------------------------------------------------------

  /* No earlier claim, no answer; an earlier claim, and what the standing says already. */
  function settled(row) {
    const answer = cell(row, "answer");
    if (!chosen(row, "answers")?.value) put(answer, "");
    else if (!answer.value) {
      const standing = sure(row)?.value;
      if (standing === "denied") put(answer, "denies");
      else if (standing === "confirmed") put(answer, "confirms");
    }
    fit(row);
  }

  const sure = (row) => row.querySelector('[name$="-standing"]:checked');

  function put(field, value) {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* The standing that goes with the answer, if another one is set. */
  function fit(row) {
    const fits = FITS[cell(row, "answer").value];
    if (!fits || !chosen(row, "answers")?.value || fits.includes(sure(row)?.value)) return say(row, "");
    const radio = row.querySelector(`[name$="-standing"][value="${fits[0]}"]`);
    radio.checked = true;
    for (const name of ["input", "change"]) radio.dispatchEvent(new Event(name, { bubbles: true }));
    const words = document.getElementById("claims-group").dataset.fitted;
    say(row, words.replace("%s", radio.closest("label").textContent.trim().toLowerCase()));
  }

  function say(row, words) {
    let line = row.querySelector(".fitted");
    if (!line && !words) return;
    if (!line) {
      line = document.createElement("p");
      line.className = "help fitted";
      line.role = "status";
      cell(row, "answer").closest(".form-row").after(line);
    }
    line.textContent = words;
  }

  /* "Denies: Season 2 premieres, 2017", in the line of the row. */
  function tell(row) {
    const told = row.querySelector(".told");
    if (!told || row.matches(".empty-form")) return;
    let line = told.querySelector(".settles");
    const option = chosen(row, "answers");
    const verb = cell(row, "answer")?.value;
    if (!line) {
      line = document.createElement("small");
      line.className = "settles";
      told.append(line);
    }
    const words = document.getElementById("claims-group").dataset[verb];
    line.textContent = option?.value && words ? words.replace("%s", option.dataset.name ?? option.textContent) : "";
    line.hidden = !line.textContent;
  }
})();
