/** What is known of the target helm before it is loaded. */
import type { TargetSummary } from "../../src/emit/target.ts";
import { helmCodes } from "./diagnostics.ts";

export const summary: TargetSummary = {
  name: "helm",
  summary: "Helm: values for the official chart milvus/milvus",
  codes: helmCodes,
};
