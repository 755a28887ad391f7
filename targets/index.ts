/** The registry of output formats: one line each. */
import type { TargetEntry } from "../src/emit/target.ts";
import { summary as compose } from "./compose/summary.ts";
import { summary as helm } from "./helm/summary.ts";
import { summary as k8s } from "./k8s/summary.ts";
import { summary as operator } from "./operator/summary.ts";

export const targetEntries: readonly TargetEntry[] = [
  { ...compose, load: async () => (await import("./compose/target.ts")).compose },
  { ...k8s, load: async () => (await import("./k8s/target.ts")).k8s },
  { ...helm, load: async () => (await import("./helm/target.ts")).helm },
  { ...operator, load: async () => (await import("./operator/target.ts")).operator },
];
