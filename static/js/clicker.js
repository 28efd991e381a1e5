// A clicker: presses are kept on the device in bundles, each under a key of its own, until they are answered.
(() => {
  const page = document.querySelector("[data-clicker]");
  if (!page) return;
  const { clicks, station, lost, ended, day } = page.dataset;
  const [inside, came, left, told] = ["inside", "came", "left", "told"].map((one) => page.querySelector(`[data-${one}]`));
  const KEPT = `cwf-clicker-${station}-`;
  const MOST = 1000; // presses in one bundle
  const LONG = 60000; // ms from its first press
  const PATIENCE = 8000; // ms
  const storage = () => { try { localStorage[KEPT] = ""; delete localStorage[KEPT]; return localStorage; } catch { return {}; } };
  const kept = storage();
  const known = { day, came: Number(came.textContent), left: Number(left.textContent) };
  let open = "";

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const bundle = (name) => JSON.parse(kept[name] ?? "null");
  const waiting = () => Object.keys(kept).filter((name) => name.startsWith(KEPT) && bundle(name))
    .sort((one, other) => bundle(one).at - bundle(other).at);
  const show = () => {
    const sum = (one) => waiting().reduce((all, name) => all + bundle(name)[one], known[one]);
    [came.textContent, left.textContent] = [sum("came"), sum("left")];
    inside.textContent = came.textContent - left.textContent;
  };
  const add = (one) => {
    let into = open && bundle(open);
    if (!into || into.closed || into[one] === MOST || Date.now() - into.at > LONG) {
      open = KEPT + newKey();
      into = { at: Date.now(), came: 0, left: 0 };
    }
    into[one] += 1;
    kept[open] = JSON.stringify(into);
    show();
  };
  const learn = (answer) => {
    const same = answer.day === known.day; // answers may overtake each other, and sums of a day grow
    for (const one of ["came", "left"]) known[one] = same ? Math.max(known[one], answer[one]) : answer[one];
    known.day = answer.day;
  };
  const send = async (name) => {
    const { at, ...sums } = { ...bundle(name), closed: undefined };
    kept[name] = JSON.stringify({ at, ...sums, closed: true }); // what was sent under a key stays as it was
    const [key, then, sent] = [name.slice(KEPT.length), new Date(at).toISOString(), new Date().toISOString()];
    const answer = await fetch(clicks, {
      method: "POST", headers: { "Content-Type": "application/json" }, keepalive: true,
      body: JSON.stringify({ key, at: then, sent, ...sums }), signal: AbortSignal.timeout?.(PATIENCE),
    }).catch(() => null);
    const taken = answer?.ok ? await answer.json().catch(() => null) : null;
    told.textContent = taken ? "" : answer?.status === 401 ? ended : lost;
    if (!taken) return Boolean(answer);
    delete kept[name];
    learn(taken);
    show();
    return true;
  };
  const sendAll = async () => {
    for (const name of waiting()) if (bundle(name) && !(await send(name))) return;
  };
  let running = null;
  const run = () => { running ??= sendAll().finally(() => { running = null; }); return running; };

  page.querySelectorAll("[data-one]").forEach((form) => form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(form.dataset.one);
  }));
  page.addEventListener("keydown", (event) => event.repeat && event.preventDefault()); // a key held down is one press
  document.querySelector("[data-leaving]").addEventListener("submit", async (event) => {
    event.preventDefault();
    await running;
    await run(); // afterwards the device is no station any more
    event.target.submit();
  });
  show();
  run();
  setInterval(run, 1500);
  // who leaves waits for nothing: what is on its way goes once more, and counts once by its key
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && waiting().forEach(send));
})();
