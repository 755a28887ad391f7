/** What is known of the target k8s before it is loaded. */
import type { TargetSummary } from "../../src/emit/target.ts";
import { kubernetesCodes } from "./diagnostics.ts";

export const summary: TargetSummary = {
  name: "k8s",
  summary: "Kubernetes: manifests for kubectl apply",
  codes: kubernetesCodes,
};
