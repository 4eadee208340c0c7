// What makes pages more pleasant. Everything works without it.
import { followStrip } from "./strip.js";
import { leaveQuickly } from "./away.js";
import { fillFolds, keepFolds } from "./folds.js";
import { sendOnce } from "./once.js";
import { orderByDrag } from "./order.js";
import { passkeys } from "./passkey.js";

followStrip();
leaveQuickly();
keepFolds();
fillFolds();
sendOnce();
orderByDrag();
passkeys();
