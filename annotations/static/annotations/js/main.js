// Every page: the shell.

import { startUploads } from "./articles/upload-drop.js";
import { startDrafts } from "./forms/drafts.js";
import { startForms } from "./forms/submitting.js";
import { startLive } from "./live/events.js";
import { startLiveRows } from "./live/rows.js";
import { startCsrf } from "./requests/csrf.js";
import { startLateResponses } from "./requests/late-responses.js";
import { signedIn, startSaving } from "./requests/saving.js";
import { startCopyLinks } from "./shell/copy-link.js";
import { startFolds } from "./shell/folds.js";
import { startKeys } from "./shell/keys.js";
import { startMenus } from "./shell/menus.js";
import { startTheme } from "./shell/theme.js";
import { startToasts } from "./shell/toast.js";

startTheme();
startMenus();
startFolds();
startKeys();
startToasts();
startCopyLinks();
startForms();
startCsrf(signedIn);
startSaving();
startDrafts();
startLateResponses();
startLive();
startLiveRows();
startUploads();
