/** What is said about laws themselves. */
import { defineCodes, message } from "../diagnostics/define.ts";

export const judgeCodes = defineCodes({
  "used-allowances": {
    severity: "warning",
    summary: "every `allow` silences something",
    why: "What it was written for is gone, or is an error here, and errors cannot be silenced.",
    help: "Remove it.",
    messages: { unused: message`this "allow ${"code"}" silenced nothing` },
    examples: {
      wrong: 'cluster a standalone < milvus 2.6.15; allow pinned-milvus-version "a trial" >',
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
});
