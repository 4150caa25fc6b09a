/* A chain of sources is sent in the order in which it was chosen, not in the order of the list. */
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django.jQuery;
  $(document).on("select2:select", "select[data-in-order]", function (event) {
    const chosen = [...this.options].find((option) => option.value === event.params.data.id);
    if (!chosen) return;
    this.append(chosen);
    $(this).trigger("change");
  });
});
