// What organisers' pages add: errors take focus, toasts of fragments start, busy buttons say so.
(() => {
  const focusErrors = (root) => root.querySelector("[data-errors]")?.focus();

  const startToasts = (root) => root.querySelectorAll("[data-toast]").forEach(window.site.startToast);

  // A pressed button keeps its width and says that it works; a form is sent once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    if (button.getAttribute("aria-busy")) return event.preventDefault();
    button.style.width = `${button.offsetWidth}px`;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  });
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")),
  );

  // One tick for all rows of a list.
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.checkAll;
    if (!name) return;
    document.getElementsByName(name).forEach((box) => (box.checked = event.target.checked));
  });

  document.addEventListener("htmx:after:swap", (event) => {
    focusErrors(event.target);
    startToasts(event.target);
  });
  focusErrors(document);
})();
