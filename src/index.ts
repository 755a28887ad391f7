/**
 * The public API: texts to diagnostics, deployments and files, without a file system or a terminal.
 */
export { targets } from "../targets/all.ts";
export { knownCodes } from "./cli/codes.ts";
export { type Checked, type CheckPlan, check, type ResolvePlan, resolve } from "./compile.ts";
export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export { applyFixes } from "./diagnostics/fix.ts";
export { renderJson } from "./diagnostics/render/json.ts";
export { renderPretty } from "./diagnostics/render/pretty.ts";
export { produce } from "./emit/produce.ts";
export { graphOf } from "./graph/graph.ts";
export { Workspace } from "./model/schema.ts";
export { rules } from "./rules/index.ts";
export { parse } from "./syntax/parse.ts";
export { print } from "./syntax/print.ts";
export type { SourceFile } from "./text/source.ts";
