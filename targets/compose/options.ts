/** What `target compose { … }` says, read out of the IR. */
import type { Component, Part, TargetSetting } from "../../src/model/schema.ts";

/** Text that may come from Compose's environment. */
export type Place = string | Extract<Part, { kind: "environment" }>;

/** A place for the data of some components. */
export interface DataPlace {
  readonly members: readonly string[];
  readonly place: Place;
}

export interface Options {
  readonly project?: Place;
  /** Folder for all volumes. */
  readonly folder?: Place;
  /** Places of single components or groups; the one that names fewest components comes last and wins. */
  readonly places: readonly DataPlace[];
  readonly joins: readonly { readonly network: Place; readonly members: readonly string[] }[];
  readonly restart?: string;
}

const everything = "all";

export function readOptions(
  settings: readonly TargetSetting[],
  components: readonly Component[],
): Options {
  const named = (name: string) => settings.filter((setting) => setting.name === name);
  const project = readPlace(named("project").at(-1), "name");
  const data = named("data").flatMap((setting) => {
    const place = readPlace(setting, "place");
    if (place === undefined) return [];
    const words = readWords(setting.arguments.component);
    const members = readMembers(words, components);
    // The IR names all of them; of a single one nothing tells whether `all` was written: its own place is safe.
    const isAll =
      words.length === 0 ||
      words.includes(everything) ||
      (components.length > 1 && members.length === components.length);
    return [{ isAll, members, place }];
  });
  const folder = data.findLast(({ isAll }) => isAll)?.place;
  const [restart] = Object.values(named("restart").at(-1)?.arguments ?? {}).flatMap(readWords);
  return {
    ...(project === undefined ? {} : { project }),
    ...(folder === undefined ? {} : { folder }),
    places: data
      .filter(({ isAll }) => !isAll)
      .map(({ members, place }) => ({ members, place }))
      .sort((a, b) => b.members.length - a.members.length),
    joins: named("join").flatMap((setting) => {
      const network = readPlace(setting, "network");
      const words = setting.settings
        .filter(({ name }) => name === "members")
        .flatMap((one) => readWords(one.arguments.members));
      return network === undefined ? [] : [{ network, members: readMembers(words, components) }];
    }),
    ...(restart === undefined ? {} : { restart }),
  };
}

/** Where a component's data lies by its own statement. */
export function placeOf(component: Component, options: Options): DataPlace | undefined {
  return options.places.findLast(({ members }) => members.includes(component.name));
}

/** A component is meant by its own name, by its group's, or with everything. */
function readMembers(words: readonly string[], components: readonly Component[]): string[] {
  return components
    .filter(({ name, group }) =>
      words.some((word) => word === everything || word === name || word === group),
    )
    .map(({ name }) => name);
}

function readWords(argument: TargetSetting["arguments"][string] | undefined): readonly string[] {
  if (typeof argument === "string") return [argument];
  return Array.isArray(argument) ? argument : [];
}

/** The value itself, or `env NAME ["default"]` in its place. */
function readPlace(setting: TargetSetting | undefined, argument: string): Place | undefined {
  const value = setting?.arguments[argument];
  if (typeof value === "string") return value;
  const isPart = typeof value === "object" && !Array.isArray(value);
  return isPart && value.kind === "environment" ? value : undefined;
}
