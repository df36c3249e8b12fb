// Buttons and forms say in their attributes what they post, and where.

import { notice } from "./furniture.js";
import { hearken } from "./dress.js";

export function listen() {
  document.addEventListener("click", press);
  document.addEventListener("submit", submit);
  document.addEventListener("change", change);
  document.addEventListener("keydown", enter);
  document.addEventListener("focusin", hearken);
}

async function press(event) {
  const button = event.target.closest("button[data-post]");
  if (!button || button.ariaBusy === "true") return;
  if (button.role !== "switch") button.closest("details.menu")?.removeAttribute("open");
  button.closest("dialog")?.close();
  button.ariaBusy = "true";
  await post(button.dataset.post, JSON.parse(button.dataset.body));
  button.ariaBusy = null;
}

async function submit(event) {
  const form = event.target;
  if (!form.dataset.post) return;
  event.preventDefault();
  const words = form.elements.namedItem("text");
  if (words && !words.value.trim()) return;
  const body = { ...JSON.parse(form.dataset.body ?? "{}"), ...fields(form) };
  const before = words?.value;
  if (words) words.value = "";
  if (await post(form.dataset.post, body)) {
    if (!words && !form.dataset.on) form.reset();
    form.closest("details.menu")?.removeAttribute("open");
  } else if (words && !words.value) {
    words.value = before;
  }
}

function change(event) {
  const { form, type } = event.target;
  if (type === "file") attach(event.target);
  else if (form?.dataset.on === "change") form.requestSubmit();
}

function enter(event) {
  const writing = event.target.matches(".composer textarea");
  if (!writing || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

// Fields that are empty are left out; `data-as` says what is no text.
function fields(form) {
  const body = {};
  for (const field of form.elements) {
    const wanted = field.name && (field.type !== "checkbox" || field.checked);
    if (!wanted || (field.value === "" && field.dataset.as !== "any")) continue;
    switch (field.dataset.as) {
      case "flag": body[field.name] = true; break;
      case "number": body[field.name] = Number(field.value); break;
      case "numbers": (body[field.name] ??= []).push(Number(field.value)); break;
      case "texts": (body[field.name] ??= []).push(field.value); break;
      default: body[field.name] = field.value;
    }
  }
  return body;
}

// A picture becomes a photo, a sound a voice note; what is written beside it, the caption.
async function attach(input) {
  const [file] = input.files;
  if (!file) return;
  const form = input.form;
  const bytes = await file.arrayBuffer();
  const sound = file.type.startsWith("audio/");
  const media = sound ? { data: base64(bytes), duration: await seconds(bytes) } : { data: base64(bytes) };
  const body = { ...JSON.parse(form.dataset.body), ...fields(form), [sound ? "voice" : "photo"]: media };
  if (await post(form.dataset.post, body)) form.reset();
  input.value = "";
}

function base64(bytes) {
  return new Uint8Array(bytes).toBase64?.() ?? btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
}

async function seconds(bytes) {
  const { duration } = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(bytes.slice(0)).catch(() => ({ duration: 1 }));
  return Math.max(1, Math.round(duration));
}

async function post(path, body) {
  try {
    const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (response.ok) return true;
    notice((await response.json()).error);
  } catch {
    notice("The box does not answer.");
  }
  return false;
}
