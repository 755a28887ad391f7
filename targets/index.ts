/** The output formats: one line each. */
import type { Target } from "../src/emit/target.ts";
import { compose } from "./compose/target.ts";
import { helm } from "./helm/target.ts";
import { k8s } from "./k8s/target.ts";
import { operator } from "./operator/target.ts";

export const targets: readonly Target[] = [compose, k8s, helm, operator];
