// Moments as people read them, in the time zone of the phone or of whoever looks on.

const hour = { hour: "2-digit", minute: "2-digit" };
const date = { day: "numeric", month: "short" };
const FORMS = {
  time: hour,
  row: { ...date, ...hour },
  full: { weekday: "short", ...date, ...hour },
  clock: { ...hour, second: "2-digit" },
  seconds: { weekday: "short", ...date, year: "numeric", ...hour, second: "2-digit" },
};
const EVERY = 500; // ms
const since = new WeakMap();

export function write(time, moment = new Date(time.dateTime)) {
  const timeZone = time.closest("[data-zone]")?.dataset.zone || undefined;
  const form = FORMS[time.dataset.form] ?? FORMS.full;
  time.textContent = new Intl.DateTimeFormat(undefined, { ...form, timeZone }).format(moment);
  time.title = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long", timeZone }).format(moment);
}

// Clocks go on by themselves, as fast as the box says.
export function tick() {
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-now]")) {
      if (!since.has(time)) since.set(time, performance.now());
      const gone = (performance.now() - since.get(time)) * Number(time.dataset.speed);
      write(time, new Date(Number(time.dataset.now) * 1000 + gone));
    }
  }, EVERY);
}
