// What was found from the bar: j and k walk through all groups.

import { startWalking } from "./shell/walking.js";

const list = document.getElementById("results");
if (list) startWalking(list);
