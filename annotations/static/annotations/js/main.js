// Every page: the shell.

import { startCsrf } from "./csrf.js";
import { startDrafts } from "./drafts.js";
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startLateAnswers } from "./late-answers.js";
import { startLive } from "./live.js";
import { startLiveRows } from "./live-rows.js";
import { startMenus } from "./menus.js";
import { signedIn, startSaving } from "./saving.js";
import { startTheme } from "./theme.js";
import { startToasts } from "./toast.js";
import { startUploads } from "./upload-drop.js";

startTheme();
startMenus();
startKeys();
startToasts();
startForms();
startCsrf(signedIn);
startSaving();
startDrafts();
startLateAnswers();
startLive();
startLiveRows();
startUploads();
