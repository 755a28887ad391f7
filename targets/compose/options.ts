/** What `target compose { … }` says, read out of the IR. */
import type { Component, Part, TargetSetting } from "../../src/model/schema.ts";

/** Text that may come from Compose's environment. */
export type Place = string | Extract<Part, { kind: "environment" }>;

export interface Options {
  readonly project?: Place;
  /** Folder for all volumes. */
  readonly folder?: Place;
  /** Places of single components or groups, in the order in which they were written. */
  readonly places: readonly { readonly component: string; readonly place: Place }[];
  readonly joins: readonly { readonly network: Place; readonly members: readonly string[] }[];
  readonly restart?: string;
}

const everything = "all";

export function readOptions(settings: readonly TargetSetting[]): Options {
  const named = (name: string) => settings.filter((setting) => setting.name === name);
  const project = readPlace(named("project").at(-1), "name");
  const data = named("data").flatMap((setting) => {
    const place = readPlace(setting, "place");
    const component = setting.arguments.component;
    return place === undefined
      ? []
      : [{ component: typeof component === "string" ? component : everything, place }];
  });
  const folder = data.findLast(({ component }) => component === everything)?.place;
  const restart = Object.values(named("restart").at(-1)?.arguments ?? {}).find(
    (argument) => typeof argument === "string",
  );
  return {
    ...(project === undefined ? {} : { project }),
    ...(folder === undefined ? {} : { folder }),
    places: data.filter(({ component }) => component !== everything),
    joins: named("join").flatMap((setting) => {
      const network = readPlace(setting, "network");
      return network === undefined ? [] : [{ network, members: readMembers(setting) }];
    }),
    ...(restart === undefined ? {} : { restart: String(restart) }),
  };
}

/** A component is meant by its own name, by its group's, or with everything. */
export function isMeant(component: Component, name: string): boolean {
  return name === everything || name === component.name || name === component.group;
}

/** The value itself, or `env NAME ["default"]` in its place. */
function readPlace(setting: TargetSetting | undefined, argument: string): Place | undefined {
  const value = setting?.arguments[argument];
  if (typeof value === "string") return value;
  if (typeof value === "object" && !Array.isArray(value) && value.kind === "environment")
    return value;
  const variable = setting?.arguments.variable;
  if (typeof variable !== "string") return undefined;
  const fallback = setting?.arguments.default;
  return {
    kind: "environment",
    variable,
    ...(typeof fallback === "string" ? { default: fallback } : {}),
  };
}

function readMembers(setting: TargetSetting): readonly string[] {
  return setting.settings
    .filter(({ name }) => name === "members")
    .flatMap(({ arguments: { members } }) =>
      Array.isArray(members) ? members : typeof members === "string" ? [members] : [],
    );
}
