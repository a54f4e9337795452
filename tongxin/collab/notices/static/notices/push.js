// A button lets this browser show notices: it asks for leave, subscribes at the browser's push service and sends the form.
const button = document.querySelector("[data-push-key]");
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function say(name) {
  document.querySelectorAll("[data-push-said]").forEach((one) => { one.hidden = one.dataset.pushSaid !== name; });
}

async function subscribe(form) {
  if ((await Notification.requestPermission()) !== "granted") return say("refused");
  const worker = await navigator.serviceWorker.register(button.dataset.pushWorker);
  await new Promise((ready) => { const wait = () => (worker.active ? ready() : setTimeout(wait, 50)); wait(); });
  const old = await worker.pushManager.getSubscription();
  await old?.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(button.dataset.pushKey) });
  form.elements.endpoint.value = made.endpoint;
  form.elements.key.value = text(made.getKey("p256dh"));
  form.elements.auth.value = text(made.getKey("auth"));
  const brand = navigator.userAgentData?.brands?.at(-1)?.brand ?? navigator.userAgent.match(/(Firefox|Edg|Chrome|Safari)/)?.[0] ?? "";
  form.elements.name.value = `${brand} ${navigator.userAgentData?.platform ?? navigator.platform}`.trim();
  form.submit();
}

if (button) {
  const isAble = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!isAble) say("unable");
  button.hidden = !isAble;
  button.addEventListener("click", () => subscribe(button.form).catch(() => say("failed")));
}
