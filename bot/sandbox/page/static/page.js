// The page is drawn by the server. This keeps it up to date, and posts what people do.

import { follow } from "./live.js";
import { listen } from "./deeds.js";
import { dress } from "./dress.js";
import { arrange, watchWidth } from "./shelf.js";
import { furnish } from "./furniture.js";
import { tick } from "./times.js";

dress(document.body);
furnish();
listen();
watchWidth();
arrange();
tick();
follow();
