/** The program: the real machine and the words it was called with. */
import { createNodeHost } from "../host/node.ts";
import { run } from "./run.ts";

// At once: all that was written has left, and Node would spend a while on taking itself apart.
run(process.argv.slice(2), createNodeHost()).then((code) => process.exit(code));
