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
      wrong: "// le nuage, l\ufffd\ncluster a standalone < milvus 2.6.15 >",
      right: "// le nuage, là\ncluster a standalone < milvus 2.6.15 >",
    },
  },
  "readable-ir": {
    severity: "error",
    summary: "an IR is JSON of the published form",
    background: "What does not have the form of an IR cannot be judged, and nothing is guessed.",
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
