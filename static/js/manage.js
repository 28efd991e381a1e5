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

  // What is chosen shows at once: the page is asked for with these choices, and only its preview and
  // its refusals are taken over. Without scripts it shows after it is sent.
  let asked = 0;
  const preview = async (part) => {
    const query = new URLSearchParams();
    part.querySelectorAll("input, select").forEach((one) => {
      if (one.type !== "radio" || one.checked) query.set(one.name, one.value);
    });
    const number = ++asked;
    const answer = await fetch(`${location.pathname}?${query}`).catch(() => null);
    if (!answer?.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("[data-preview]").replaceWith(page.querySelector("[data-preview]"));
    part.querySelectorAll(".field").forEach((field) => {
      const name = field.querySelector("[name]")?.name;
      field.querySelector(".error")?.remove();
      const error = page.querySelector(`[data-look] [name="${name}"]`)?.closest(".field")?.querySelector(".error");
      if (error) field.append(error);
    });
  };
  const choose = (event) => {
    const part = event.target.closest?.("[data-look]");
    if (part) preview(part);
    // who takes up a colour of their own means it
    const own = event.target.name?.endsWith("_own") && document.querySelector(`[name="${event.target.name.slice(0, -4)}"][value="own"]`);
    if (own && !own.checked) {
      own.checked = true;
      preview(part);
    }
  };
  document.addEventListener("change", choose);

  // A fragment that takes longer than 400 ms greys; one that does not come says so where it would
  // stand, until it does.
  const partOf = (event) => {
    const part = event.detail?.ctx?.target;
    return part?.isConnected ? part : event.target.closest?.("[id]") || document.querySelector("main .wrap");
  };
  const tell = (part, key) => {
    if (part.previousElementSibling?.matches("[data-told]")) return;
    const notice = document.createElement("div");
    notice.className = "notice err";
    notice.setAttribute("role", "alert");
    notice.dataset.told = "";
    notice.innerHTML = "<svg class='icon' aria-hidden='true'><use href='#i-error'/></svg><div></div>";
    notice.lastChild.textContent = document.body.dataset[key];
    part.before(notice);
  };
  const waits = new Map();
  document.addEventListener("htmx:before:request", (event) => {
    const part = partOf(event);
    waits.set(event.detail?.ctx, setTimeout(() => part.setAttribute("aria-busy", "true"), 400));
  });
  document.addEventListener("htmx:finally:request", (event) => {
    clearTimeout(waits.get(event.detail?.ctx));
    waits.delete(event.detail?.ctx);
    partOf(event).removeAttribute("aria-busy");
  });
  const failed = (event) => event.detail?.ctx && tell(partOf(event), "unanswered");
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", (event) => event.detail.ctx.response.status >= 500 && failed(event));
  document.addEventListener("htmx:after:swap", () => document.querySelectorAll("[data-told]").forEach((one) => one.remove()));
  window.addEventListener("offline", () => tell(document.querySelector("main .wrap"), "offline"));
  window.addEventListener("online", () => document.querySelector("main > [data-told]")?.remove());

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
