/**
 * What can be wrong with a file before it is text, and with an IR that a person or a program wrote.
 */
import { defineCodes, message } from "../diagnostics/define.ts";

export const cliCodes = defineCodes({
  "utf8-text": {
    severity: "error",
    summary: "a file is UTF-8 text",
    why: "What is no text has no words to judge, and writing it back would damage it.",
    help: "Save the file as UTF-8.",
    messages: { bytes: message`this file is not UTF-8 text` },
    examples: {
      wrong: 'cluster a standalone < host "\ufffd" >',
      right: 'cluster a standalone < host "é" >',
    },
  },
  "readable-ir": {
    severity: "error",
    summary: "an IR is JSON of the published form",
    help: "Compare it with `milvusc build FILE --emit ir`.",
    messages: {
      json: message`this is not JSON: ${"problem"}`,
      form: message`${"path"}: ${"problem"}`,
    },
    examples: {
      wrong: '{ "irVersion": 1 }',
      right: '{ "irVersion": 1, "deployments": [] }',
    },
  },
});
