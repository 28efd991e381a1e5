// A camera that reads tickets: each code is offered as "ticket" to whoever listens, once while it is held there.
(() => {
  const camera = document.querySelector("[data-camera]");
  if (!camera || !navigator.mediaDevices?.getUserMedia) return;
  const { reader, refused } = camera.dataset;
  const video = camera.querySelector("video");
  const button = camera.querySelector("[data-start]");
  const told = camera.querySelector("[data-told]");
  const AGAIN = 3000; // ms within which one ticket is read once
  let last = { code: "", at: 0 };
  let find = null;

  const read = (code) => {
    const now = Date.now();
    if (!code) return;
    if (code === last.code && now - last.at < AGAIN) { last.at = now; return; }
    const taken = !document.dispatchEvent(new CustomEvent("ticket", { detail: code, cancelable: true }));
    if (taken) last = { code, at: now };
  };
  const finder = async () => {
    const known = await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
    if (known?.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video))[0]?.rawValue;
    }
    await new Promise((done, failed) => document.head.append(
      Object.assign(document.createElement("script"), { src: reader, onload: done, onerror: failed }),
    ));
    const canvas = document.createElement("canvas");
    const drawing = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      const scale = Math.min(1, 640 / video.videoWidth);
      [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale];
      drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
    };
  };
  const stop = () => {
    video.srcObject?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    delete video.dataset.on;
    button.hidden = false;
  };
  const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
  const start = async () => {
    button.hidden = true;
    told.textContent = "";
    try {
      find ??= await finder();
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject.getTracks().forEach((track) => track.addEventListener("ended", stop)); // a call came in
      await video.play();
      video.dataset.on = "";
      awake();
    } catch {
      stop();
      told.textContent = refused;
    }
  };
  const look = async () => {
    if ("on" in video.dataset && video.videoWidth) read(await find().catch(() => ""));
    setTimeout(look, 120);
  };
  camera.hidden = false;
  button.addEventListener("click", start);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && "on" in video.dataset && awake());
  look();
})();
