/* A button that copies what stands in a field: <button data-copies="id of the field"
   data-copied="what it says afterwards" hidden>. Without script the field can be marked by hand. */
(() => {
  const marked = (field) => {
    field.select();
    return document.execCommand("copy");
  };

  /* Without https a browser has no clipboard to write to; the old way works there. */
  const copied = (field) =>
    navigator.clipboard
      ? navigator.clipboard.writeText(field.value).then(
          () => true,
          () => marked(field),
        )
      : Promise.resolve(marked(field));

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-copies]")) button.hidden = false;
  });

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copies]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copies);
    if (!(await copied(field))) {
      field.select();
      return;
    }
    const words = button.dataset.words ?? button.textContent;
    button.dataset.words = words;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
})();
