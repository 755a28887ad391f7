/** The program: the real machine and the words it was called with. */
import { createNodeHost } from "../host/node.ts";
import { run } from "./run.ts";

// Not process.exit(): what was written must have left.
run(process.argv.slice(2), createNodeHost()).then((code) => {
  process.exitCode = code;
});
