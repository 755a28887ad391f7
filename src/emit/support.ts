/** What several formats ask when they judge what they cannot express. */
import { originOf, spanOfOrigin } from "../model/origins.ts";
import type { Deployment } from "../model/schema.ts";
import { type Span, spanOf } from "../text/source.ts";
import type { TargetInput } from "./target.ts";

/** The words nearest to a path of the IR. */
export type Locate = (...path: readonly string[]) => Span;

/** An IR from disk has no origins: then the diagnostic stands at the start of its file. */
export function locator({ deployment, origins }: TargetInput): Locate {
  return (...path) => {
    const origin = originOf(origins, path.join("/")) ?? origins.get("");
    return origin === undefined
      ? spanOf({ name: deployment.file, text: "" }, 0, 0)
      : spanOfOrigin(origin);
  };
}

/** Where logs are limited, each place once: `logging` of the cluster is everybody's. */
export function loggingPlaces({ components }: Deployment, locate: Locate): readonly Span[] {
  const places = new Map<string, Span>();
  for (const { name, logging } of components) {
    if (logging.maxSize === undefined && logging.maxFile === undefined) continue;
    const at = locate("components", name, "logging");
    places.set(`${at.source.name}:${at.start}`, at);
  }
  return [...places.values()];
}

export interface OneMachineSetting {
  readonly name: "join" | "restart";
  /** The network, or the policy. */
  readonly word: string;
  readonly at: Span;
}

/** Settings that only one machine's engine has: networks of others, and restarts as it words them. */
export function oneMachineSettings(
  { targets }: Deployment,
  locate: Locate,
): readonly OneMachineSetting[] {
  return Object.entries(targets).flatMap(([target, settings]) =>
    settings.flatMap(({ name, arguments: given }): OneMachineSetting[] => {
      const [first] = Object.values(given);
      const word = typeof first === "string" ? first : "it";
      if (name === "join")
        return [{ name, word, at: locate("targets", target, `${name}:${word}:`) }];
      return name === "restart" ? [{ name, word, at: locate("targets", target, name) }] : [];
    }),
  );
}
