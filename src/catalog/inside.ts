/** What products without a process of their own share: inside Milvus, or a cloud's service. */
import type { Plan, Product } from "./catalog.ts";

const nothing: Plan = { components: [], jobs: [], needs: [], waits: [] };

/** Runs inside the Milvus process: no members, no sizes, nobody to dial. */
export const insideMilvus = {
  inside: true,
  members: { least: 0, most: 0 },
  defaultMembers: () => 0,
  defaultSizes: () => ({
    requirements: { cpu: {}, memory: {} },
    source: "it runs inside Milvus and takes its share there",
  }),
  plan: () => nothing,
  dialled: () => undefined,
} as const satisfies Partial<Product>;

/** Exists elsewhere; only wired. */
export const elsewhere = {
  ...insideMilvus,
  inside: false,
  external: true,
  externalOnly: true,
} as const satisfies Partial<Product>;
