// Putting new HTML in the place of old, so that nobody loses their place, words or focus.

import { dress } from "./dress.js";

const FLASH = 5000; // ms
const AT_END = 48; // px; so near to the end counts as being there
const SCROLLING = ".scroll, .calls, .told, .chats, .panels, .phones";
const flashing = new Map();

export function put(id, html) {
  const old = document.getElementById(id);
  if (old) swap(old, parse(html)[0]);
}

export function add(id, html) {
  const list = document.getElementById(id);
  if (!list) return;
  const held = scrolled(list.closest(SCROLLING) ?? list);
  let said = null; // one's own words are followed, wherever one had scrolled to
  for (const fresh of parse(html)) {
    const old = document.getElementById(fresh.id);
    if (old) {
      swap(old, fresh);
    } else {
      list.append(fresh);
      if (fresh.matches(".mine")) said = fresh;
      dress(fresh);
    }
  }
  while (list.children.length > (Number(list.dataset.most) || Infinity)) list.firstElementChild.remove();
  held();
  if (said) said.closest(".scroll").scrollTop = list.scrollHeight;
}

export function cut(id) {
  const gone = document.getElementById(id);
  if (!gone) return;
  const list = gone.parentElement;
  const focused = gone.contains(document.activeElement);
  gone.remove();
  if (focused) settle(list.closest(".phone") ?? list);
}

// For a few seconds; an empty text ends it at once.
export function flash(id, html) {
  clearTimeout(flashing.get(id));
  const place = document.getElementById(id);
  if (place) place.replaceChildren(...parse(html, true));
  if (html) flashing.set(id, setTimeout(() => flash(id, ""), FLASH));
}

function parse(html, all = false) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...(all ? template.content.childNodes : template.content.children)];
}

function swap(old, fresh) {
  const restore = [focus(old), words(old), opened(old), flashes(old), ...scrolls(old)];
  old.replaceWith(fresh);
  dress(fresh);
  // The focus goes last: to put it somewhere may scroll.
  for (const back of restore.reverse()) back(fresh);
}

function focus(old) {
  const at = document.activeElement;
  if (!old.contains(at)) return () => {};
  const { id, selectionStart, selectionEnd } = at;
  return (fresh) => {
    const again = fresh.querySelector(".alert button") ?? (id && document.getElementById(id));
    if (!again || !fresh.contains(again) || again.disabled) return settle(fresh);
    again.focus({ preventScroll: true });
    if (again.matches("textarea")) again.setSelectionRange(selectionStart, selectionEnd);
  };
}

// Where to go on when what had the focus is gone.
function settle(root) {
  const next = root.matches("[tabindex]") ? root : root.querySelector("textarea, .foot button, .chat-row, button");
  next?.focus({ preventScroll: true });
}

// What was typed or chosen and not sent yet.
function words(old) {
  const typed = [...old.querySelectorAll("input[id], textarea[id], select[id]")].filter(differs);
  return () => {
    for (const before of typed) {
      const now = document.getElementById(before.id);
      if (!now || now.type === "file") continue;
      if (now.type === "checkbox") now.checked = before.checked;
      else now.value = before.value;
    }
  };
}

function differs(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return ![...field.options][field.selectedIndex]?.defaultSelected && field.selectedIndex > 0;
  return field.value !== field.defaultValue;
}

function opened(old) {
  const states = [old, ...old.querySelectorAll("details[id]")].filter((one) => one.matches("details[id]"));
  return () => {
    for (const before of states) {
      const now = document.getElementById(before.id);
      if (now) now.open = before.open;
    }
  };
}

function flashes(old) {
  const shown = [...old.querySelectorAll(".toast, .doing")].filter((place) => place.hasChildNodes());
  return () => {
    for (const before of shown) document.getElementById(before.id)?.replaceChildren(...before.childNodes);
  };
}

function scrolls(old) {
  return [old, ...old.querySelectorAll(SCROLLING)].filter((one) => one.matches(SCROLLING)).map(scrolled);
}

// Gives back what puts it where it was; what was at its end, or is new, goes to its end.
export function scrolled(before) {
  const { id, scrollTop, scrollHeight, clientHeight, dataset } = before;
  const fromEnd = scrollHeight - scrollTop;
  const atEnd = fromEnd - clientHeight < AT_END;
  const what = dataset.chat;
  return () => {
    const now = document.getElementById(id);
    if (!now) return;
    const follows = now.matches(".scroll, .calls, .told");
    if (!follows) now.scrollTop = scrollTop;
    else now.scrollTop = now.scrollHeight - (atEnd || now.dataset.chat !== what ? 0 : fromEnd);
  };
}
