// What belongs to the page and not to the box: dialogs, menus, colours, notices.

const NOTICE = 8000; // ms
let fading = 0;

export function furnish() {
  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    for (const [where, deed] of Object.entries(CLICKS)) {
      const found = event.target.closest(where);
      if (found) deed(found);
    }
  });
  document.addEventListener("keydown", key);
  document.addEventListener("toggle", unfold, true);
  const theme = document.getElementById("theme");
  theme.value = localStorage.getItem("theme") ?? "";
  theme.addEventListener("change", () => paint(theme.value));
}

export function notice(text) {
  const place = document.getElementById("notice");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { place.hidden = true; }, NOTICE);
}

const CLICKS = {
  "[data-photo]": openPhoto,
  "[data-hand]": handOver,
  "[data-copy]": (button) => navigator.clipboard?.writeText(button.dataset.copy).then(() => notice("Copied.")),
  ".spoiler": reveal,
  "#panels-button": togglePanels,
  ".photo-dialog": (dialog) => dialog.close(),
};

function openPhoto(button) {
  const dialog = document.getElementById("photo");
  dialog.querySelector("img").src = button.dataset.photo;
  dialog.showModal();
}

// Who is there is known from the buttons for their phones.
function handOver(button) {
  const dialog = document.getElementById("handing");
  const others = [...document.querySelectorAll(".chip")].filter((chip) => chip.dataset.user !== button.dataset.user);
  dialog.querySelector(".choices").replaceChildren(...others.map((chip) => choice(chip, button.dataset.hand)));
  dialog.showModal();
}

function choice(chip, link) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = chip.dataset.name;
  button.dataset.post = "/page/follow";
  button.dataset.body = JSON.stringify({ user: Number(chip.dataset.user), link, handed: true });
  return button;
}

function reveal(spoiler) {
  spoiler.ariaPressed = String(spoiler.ariaPressed !== "true");
}

function togglePanels(button) {
  const shown = button.ariaPressed !== "true";
  button.ariaPressed = String(shown);
  document.body.classList.toggle("without-panels", !shown);
}

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function key(event) {
  if (event.key === "Escape") {
    const menu = document.activeElement.closest("details.menu[open]");
    menu?.querySelector("summary").focus();
    closeMenus(null);
  }
  if (event.target.matches(".spoiler") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    reveal(event.target);
  }
}

// What a call asked for is fetched when somebody wants to read it.
async function unfold(event) {
  const details = event.target;
  if (!details.dataset?.load || !details.open || details.querySelector("pre")) return;
  const response = await fetch(details.dataset.load);
  if (response.ok) details.insertAdjacentHTML("beforeend", await response.text());
}

function paint(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
  } else {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("theme");
  }
}
