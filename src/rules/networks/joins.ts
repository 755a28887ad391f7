/** Networks of other projects that components join, as `target compose` has it. */
import type { Component, Deployment } from "../../model/schema.ts";
import { componentsByName } from "../questions.ts";

export interface Join {
  readonly path: string;
  /** Its name, or the variable that holds it; the other one is empty. */
  readonly network: string;
  readonly variable: string;
  readonly members: readonly Component[];
}

export function joinsOf(deployment: Deployment): readonly Join[] {
  const byName = componentsByName(deployment);
  const { compose = [] } = deployment.targets;
  return compose.flatMap(({ name, arguments: { network: written }, settings }) => {
    if (name !== "join") return [];
    const isReference = typeof written === "object" && "variable" in written;
    const network = typeof written === "string" ? written : "";
    const variable = isReference ? written.variable : "";
    const names = settings.flatMap(({ arguments: { members } }) => members ?? []);
    const members = names.flatMap((one) => byName.get(String(one)) ?? []);
    return [{ path: `targets/compose/join:${network}:${variable}`, network, variable, members }];
  });
}
