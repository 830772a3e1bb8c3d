// The page that corrects a text.

import { startMergeConflicts } from "./articles/merge-conflicts.js";

startMergeConflicts();
