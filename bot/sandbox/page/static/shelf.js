// Which phones are shown: as many as fit, those that were looked at last.

const WIDTH = 324; // px that a phone needs, with the gap beside it
let looked = JSON.parse(sessionStorage.getItem("looked") ?? "[]");

export function show(id, message) {
  looked = [...looked.filter((other) => other !== id), id];
  sessionStorage.setItem("looked", JSON.stringify(looked));
  arrange();
  if (message) document.getElementById(message)?.scrollIntoView();
}

export function arrange() {
  const phones = [...document.querySelectorAll(".phone")];
  const room = Math.max(1, Math.floor(document.getElementById("phones").clientWidth / WIDTH));
  const there = new Set(phones.map((phone) => phone.id));
  const chosen = looked.filter((id) => there.has(id)).slice(-room);
  const rest = phones.map((phone) => phone.id).filter((id) => !chosen.includes(id));
  const shown = new Set([...chosen, ...rest.slice(0, room - chosen.length)]);
  for (const phone of phones) reveal(phone, shown.has(phone.id));
  for (const chip of document.querySelectorAll(".chip")) {
    chip.ariaPressed = String(shown.has(chip.dataset.phone));
  }
}

// What was drawn while it was hidden could not be scrolled.
function reveal(phone, shown) {
  if (phone.hidden === !shown) return;
  phone.hidden = !shown;
  const scroll = shown && phone.querySelector(".scroll");
  if (scroll) scroll.scrollTop = scroll.scrollHeight;
}

export function watchWidth() {
  new ResizeObserver(arrange).observe(document.body);
  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) show(chip.dataset.phone);
  });
}
