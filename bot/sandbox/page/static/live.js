// One WebSocket, over which the server says what has changed.

import { add, cut, flash, put } from "./swap.js";
import { arrange, show } from "./shelf.js";
import { hearken } from "./dress.js";

const SHORTEST_PAUSE = 250; // ms
const LONGEST_PAUSE = 4000;

const deeds = { put, add, cut, flash, look: show, hello };
let pause = SHORTEST_PAUSE;

export function follow() {
  const address = new URL(`/page/live${document.body.dataset.query}`, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  socket.addEventListener("message", (event) => {
    for (const [deed, place, html] of JSON.parse(event.data)) deeds[deed](place, html);
    arrange();
    hearken();
  });
  socket.addEventListener("close", () => {
    say("The box does not answer. Trying again…");
    setTimeout(follow, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  });
}

// What the server says first: which version of this page it has, and how everything stands.
function hello(version, html) {
  pause = SHORTEST_PAUSE;
  if (version !== document.body.dataset.version) {
    location.reload();
    return;
  }
  put("box", html);
  say("");
  document.body.dataset.live = "";
}

function say(text) {
  if (text) delete document.body.dataset.live;
  document.getElementById("connection").textContent = text;
}
