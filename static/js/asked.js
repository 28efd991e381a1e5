// The questions of a form of registration: those that are not asked now are hidden. Without this each
// says its condition in words; either way the server drops what was not asked.
(() => {
  const form = document.querySelector("[data-asked-form]");
  const blocks = form ? [...form.querySelectorAll("[data-asked]")] : [];

  const chosen = (name) =>
    [...form.elements]
      .filter((one) => one.name === name && (one.checked || one.tagName === "SELECT"))
      .filter((one) => !one.closest("[data-asked][hidden]"))
      .map((one) => one.value);

  const holds = (said, wanted) => !wanted || said.some((one) => wanted.split(" ").includes(one));

  const show = () => {
    for (const block of blocks) {
      const { categories, depends, codes } = block.dataset;
      const mine = form.elements.category ? chosen("category") : null;
      block.hidden = (mine && !holds(mine, categories)) || (depends && !holds(chosen(depends), codes));
    }
  };

  if (!blocks.length) return;
  for (const when of form.querySelectorAll(".asked-when")) when.hidden = true;
  form.addEventListener("change", show);
  show();
})();
