// A door: whoever comes is sent under a key of their own, and kept on the device until that is answered.
(() => {
  const outcome = document.querySelector("[data-outcome]");
  if (!outcome) return;
  const { scan, zone, asking, lost, ended, refused, unanswered, anyway } = outcome.dataset;
  const [came, after, rest, late] = ["came", "after", "rest", "late"].map((one) => document.querySelector(`[data-${one}]`));
  const KEPT = "cwf-door-kept";
  const PATIENCE = 8000; // ms until there is no answer
  const AT_ONCE = 1000; // ms from a scan within which it is sent at once
  let spare = []; // where the browser keeps nothing
  let line = Promise.resolve();
  const asked = new Set(); // keys that stand in line
  let busy = false;

  const kept = () => { try { return JSON.parse(localStorage.getItem(KEPT)) ?? []; } catch { return spare; } };
  const keep = (scans) => {
    spare = scans;
    try { localStorage.setItem(KEPT, JSON.stringify(scans)); } catch { /* closed */ }
    const others = scans.filter((one) => !asked.has(one.key)).length;
    rest.hidden = !others;
    rest.lastElementChild.textContent = others;
  };
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const made = (kind, text, className = "") => Object.assign(document.createElement(kind), { textContent: text, className });
  const show = (state, name, said) => {
    outcome.className = `outcome ${state}`;
    outcome.replaceChildren(made("p", name, "who"), made("p", said));
    after.replaceChildren();
    if (state) navigator.vibrate?.(state === "entered" ? 60 : [60, 60, 60]);
  };
  const count = (number) => { came.textContent = came.textContent.replace(/\d+/, number); };
  const page = async (address, options = {}) => {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout?.(PATIENCE) }).catch(() => null);
    if (answer?.status === 401) return { gone: true };
    return answer?.ok ? new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html") : null;
  };
  const recount = (told) => { const there = told?.querySelector?.("[data-came]"); if (there) came.textContent = there.textContent; };

  // what a scan came to; null: no answer of ours, so that it is sent again
  const send = async (told) => {
    const sent = new Date().toISOString();
    const at = Date.parse(sent) - Date.parse(told.at) < AT_ONCE ? sent : told.at;
    const answer = await fetch(scan, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...told, at, sent }), signal: AbortSignal.timeout?.(PATIENCE),
    }).catch(() => null);
    if (answer?.status === 401) return { state: "refused", name: "", said: ended, keep: true };
    if (answer?.status === 422) return { state: "refused", name: "", said: refused };
    return answer?.ok ? answer.json().catch(() => null) : null;
  };
  const undoing = (key) => {
    const form = document.querySelector("[data-undoing]").content.firstElementChild.cloneNode(true);
    form.elements.key.value = key;
    return form;
  };
  const ask = async (told) => {
    show("", "", asking);
    const answer = await send(told);
    asked.delete(told.key);
    keep(kept().filter((one) => one.key !== told.key || !answer || answer.keep));
    if (!answer) return show("already", "", lost);
    show(answer.state, answer.name, answer.said);
    if (answer.state === "entered") {
      count((number) => Number(number) + 1);
      after.append(undoing(answer.key));
    }
    if (!answer.may_admit) return;
    const button = made("button", anyway, "button edge");
    button.addEventListener("click", () => { outcome.focus(); enter({ ...told, anyway: true }); });
    after.append(button);
  };
  const enter = (who) => {
    const told = { ...who, key: newKey(), at: who.at ?? new Date().toISOString() };
    asked.add(told.key);
    keep([...kept(), told]);
    line = line.then(() => ask(told)).catch(() => { asked.delete(told.key); show("already", "", lost); });
  };
  // what was kept is sent again, and who cannot be let in is told of below
  const again = async () => {
    const waiting = kept().filter((one) => !asked.has(one.key));
    if (busy || !waiting.length) return;
    busy = true;
    let some = false;
    for (const told of waiting) {
      const answer = await send(told);
      if (!answer || answer.keep) break; // a station that has ended sends it once it is open anew
      some = true;
      keep(kept().filter((one) => one.key !== told.key));
      if (answer.state === "entered") continue;
      const at = new Date(told.at).toLocaleTimeString(document.documentElement.lang, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      late.lastElementChild.append(made("li", [at, answer.name, answer.said].filter(Boolean).join(" · ")));
      late.hidden = false;
    }
    busy = false;
    if (some) recount(await page(location.pathname));
  };

  const note = (said) => after.replaceChildren(...[...after.children].filter((one) => one.localName !== "p"), made("p", said, "meta"));
  const doing = {
    typed: (form) => {
      enter({ code: form.elements.code.value.trim().slice(0, 300) });
      form.reset();
      outcome.scrollIntoView({ block: "nearest" });
    },
    found: (form) => {
      enter({ participant: form.elements.participant.value });
      document.querySelector("[data-found]").replaceChildren();
      document.querySelector("#q").value = "";
      outcome.focus();
    },
    find: async (form) => {
      const at = new URL(form.action);
      [at.search, at.hash] = [new URLSearchParams(new FormData(form)), ""];
      const told = await page(at);
      if (told?.gone) return show("refused", "", ended);
      if (!told) return show("already", "", unanswered);
      document.querySelector("[data-found]").replaceChildren(...told.querySelector("[data-found]").children);
      recount(told);
    },
    undo: async (form) => {
      const name = outcome.querySelector(".who")?.textContent ?? "";
      const told = await page(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (form.isConnected && told?.gone) return show("refused", "", ended);
      if (form.isConnected && !told) return note(unanswered);
      if (form.isConnected) { show("", name, told.querySelector(".told")?.textContent.trim() ?? ""); outcome.focus(); }
      recount(told);
    },
  };
  document.addEventListener("submit", (event) => {
    const does = doing[event.target.dataset.door];
    if (!does) return;
    event.preventDefault();
    does(event.target);
  });
  document.addEventListener("ticket", (event) => {
    if (asked.size) return; // one after the other: it is offered again
    event.preventDefault();
    enter({ code: event.detail.slice(0, 300) });
  });
  document.addEventListener("visibilitychange", async () => { // days change while a device sleeps
    if (document.visibilityState === "visible") recount(await page(location.pathname));
  });
  keep(kept());
  again();
  setInterval(again, 15000);
  window.addEventListener("online", again);
})();
