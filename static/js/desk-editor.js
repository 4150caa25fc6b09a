/* CKEditor in the desk: the site's own type in it, and uploads that carry the form's token. */
(() => {
  const { CKEDITOR } = window;
  if (!CKEDITOR) return;

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("configLoaded", () => {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]");
      if (token) editor.config.fileTools_requestHeaders = { "X-CSRFToken": token.value };
    });
  });

  CKEDITOR.on("instanceReady", ({ editor }) => {
    editor.editable().addClass("prose");
    // The label of the field leads into the text.
    const label = document.querySelector(`label[for="${editor.name}"]`);
    label?.addEventListener("click", (event) => {
      event.preventDefault();
      editor.focus();
    });
  });
})();
