/** What is known of the target operator before it is loaded. */
import type { TargetSummary } from "../../src/emit/target.ts";
import { operatorCodes } from "./diagnostics.ts";

export const summary: TargetSummary = {
  name: "operator",
  summary: "Milvus operator: the custom resource Milvus",
  codes: operatorCodes,
};
