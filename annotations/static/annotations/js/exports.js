// The page of exports: a file is saved with its bytes counted as they come; a refusal is said here.

import { startStreams } from "./exports/streams.js";

startStreams();
