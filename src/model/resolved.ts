/** A deployment of the IR together with the places that its values come from. */
import type { Origins } from "./origins.ts";
import type { Deployment } from "./schema.ts";

export interface Resolved {
  readonly deployment: Deployment;
  readonly origins: Origins;
}
