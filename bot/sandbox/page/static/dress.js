// What is done once to every piece of HTML that comes in.

import { write } from "./times.js";

export function dress(root) {
  for (const time of root.querySelectorAll("time[datetime]")) write(time);
  const phone = root.closest(".phone");
  for (const list of phone ? [phone.querySelector(".messages")] : root.querySelectorAll(".messages")) {
    if (list) markDays(list);
  }
  for (const scroll of root.querySelectorAll(".scroll, .calls, .told")) scroll.scrollTop = scroll.scrollHeight;
}

// The first message of each day says which day that is.
function markDays(list) {
  const zone = list.closest("[data-zone]")?.dataset.zone || undefined;
  const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  let before = "";
  for (const message of list.querySelectorAll(".message")) {
    const now = day.format(new Date(message.dataset.date));
    if (now === before) delete message.dataset.day;
    else message.dataset.day = now;
    before = now;
  }
}

// Of a dozen phones, a screen reader reads out only the one that is being used.
export function hearken() {
  for (const list of document.querySelectorAll(".scroll")) {
    list.ariaLive = list.closest(".phone").contains(document.activeElement) ? "polite" : "off";
  }
}
