/** A law over the IR: everything that a reader, a test and a manual need is in one value. */
import { type CodeDefinition, fillMessage, type Message } from "../diagnostics/define.ts";
import type { Diagnostic, Fix, Label, Severity } from "../diagnostics/diagnostic.ts";
import { invariant } from "../diagnostics/invariant.ts";
import { originOf, spanOfOrigin } from "../model/origins.ts";
import type { Resolved } from "../model/resolved.ts";
import type { Deployment } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { isProgram, sparingComments } from "./fixes.ts";

export type Environment = Deployment["environment"];

export interface RuleExamples {
  /** Programs on which the law is silent. */
  readonly valid: readonly string[];
  /** Programs on which this law, and no other, speaks; none where only `planted` faults are possible. */
  readonly invalid: readonly string[];
  /** Faults that no program can have, only an IR from elsewhere: planted in the IR of a valid program. */
  readonly planted?: readonly PlantedFault[];
}

export interface PlantedFault {
  readonly program: string;
  readonly plant: (deployment: Deployment) => Deployment;
}

interface RuleDefinition<M extends Readonly<Record<string, Message>>> {
  /** The law that holds for valid programs, in kebab-case; the file has the same name. */
  readonly code: string;
  /** The folder that it stands in. */
  readonly pass: string;
  /** By environment where it differs; `off` where the law does not hold. */
  readonly severity: Severity | Readonly<Record<Environment, Severity | "off">>;
  readonly summary: string;
  readonly why: string;
  readonly help: string;
  /** Repository and path, page or issue that the fact comes from. */
  readonly source: string;
  readonly messages: M;
  readonly examples: RuleExamples;
}

/** Where to report: a path of the IR, or a span that was looked up before. */
export interface RulePlace {
  readonly at: string | Span;
  /** The deployment that the path belongs to; left out, the one that is judged. */
  readonly in?: Resolved;
  readonly label?: string;
  /** The component that it is about, where the path does not tell. */
  readonly component?: string;
  readonly see?: readonly { at: string | Span; in?: Resolved; message: string }[];
  readonly fixes?: readonly Fix[];
  readonly help?: string;
  readonly severity?: Severity;
}

type KeysOf<M> = M extends Message<infer K> ? K : never;
type Facts<M> = [KeysOf<M>] extends [never]
  ? { readonly facts?: never }
  : { readonly facts: { readonly [key in KeysOf<M>]: string | number } };

export type RuleReport<M extends Readonly<Record<string, Message>>> = <V extends keyof M & string>(
  variant: V,
  place: RulePlace & Facts<M[V]>,
) => void;

export interface DeploymentContext<M extends Readonly<Record<string, Message>>> extends Resolved {
  readonly report: RuleReport<M>;
  /** The words that a person wrote for exactly this path; nothing for defaults and derived values. */
  readonly written: (path: string) => Span | undefined;
  /** The words nearest to a path, written or not. */
  readonly place: (path: string) => Span;
}

export interface WorkspaceContext<M extends Readonly<Record<string, Message>>> {
  readonly resolved: readonly Resolved[];
  readonly report: RuleReport<M>;
}

export interface Rule extends Omit<RuleDefinition<Readonly<Record<string, Message>>>, "messages"> {
  readonly messages: CodeDefinition["messages"];
  /** Runs the law over all deployments that are judged together. */
  readonly judge: (resolved: readonly Resolved[], judgeAs?: Environment) => readonly Judged[];
}

/** A diagnostic with the deployment that it is about. */
export interface Judged {
  readonly diagnostic: Diagnostic;
  readonly about: Resolved;
}

/** A law that looks at one deployment at a time. */
export function defineRule<const M extends Readonly<Record<string, Message>>>(
  definition: RuleDefinition<M> & { readonly check: (context: DeploymentContext<M>) => void },
): Rule {
  const { check, ...rest } = definition;
  return {
    ...rest,
    judge: (resolved, judgeAs) => {
      const judgements = createJudgements();
      for (const one of resolved) {
        if (severityFor(definition, one, judgeAs) === "off") continue;
        const report = createRuleReport(definition, one, judgeAs, judgements);
        const written = (path: string) => {
          const origin = one.origins.get(path);
          return origin?.kind === "written" ? origin.span : undefined;
        };
        check({ ...one, report, written, place: (path) => placeOf(path, one) });
      }
      return judgements.all;
    },
  };
}

/** A law that compares deployments with each other, over all files that are checked together. */
export function defineWorkspaceRule<const M extends Readonly<Record<string, Message>>>(
  definition: RuleDefinition<M> & { readonly check: (context: WorkspaceContext<M>) => void },
): Rule {
  const { check, ...rest } = definition;
  return {
    ...rest,
    judge: (resolved, judgeAs) => {
      const judgements = createJudgements();
      const [first] = resolved;
      if (first !== undefined)
        check({ resolved, report: createRuleReport(definition, first, judgeAs, judgements) });
      return judgements.all;
    },
  };
}

function severityFor(
  { severity }: Pick<Rule, "severity">,
  { deployment }: Resolved,
  judgeAs: Environment | undefined,
): Severity | "off" {
  return typeof severity === "string" ? severity : severity[judgeAs ?? deployment.environment];
}

function createRuleReport<M extends Readonly<Record<string, Message>>>(
  definition: RuleDefinition<M>,
  judged: Resolved,
  judgeAs: Environment | undefined,
  judgements: Judgements,
): RuleReport<M> {
  return (variant, place) => {
    const owner = place.in ?? judged;
    const severity = place.severity ?? severityFor(definition, owner, judgeAs);
    if (severity === "off") return;
    const labels: Label[] = (place.see ?? []).map((label) => ({
      span: typeof label.at === "string" ? placeOf(label.at, label.in ?? owner) : label.at,
      message: label.message,
    }));
    const component = place.component ?? componentOf(place.at);
    const primary = typeof place.at === "string" ? placeOf(place.at, owner) : place.at;
    const diagnostic: Diagnostic = {
      code: definition.code,
      severity,
      message: fillMessage(
        definition.messages[variant] as Message,
        (place.facts ?? {}) as Record<string, string | number>,
      ),
      primary,
      ...(place.label === undefined ? {} : { primaryLabel: place.label }),
      labels,
      why: definition.why,
      help: place.help ?? definition.help,
      fixes: isProgram(primary) ? (place.fixes ?? []).map(sparingComments) : [],
      ...(component === undefined ? {} : { component }),
    };
    judgements.add({ diagnostic, about: owner });
  };
}

interface Judgements {
  readonly all: readonly Judged[];
  /** One statement may stand for several components, as `pulsar(3)` does: it is one mistake. */
  add(judged: Judged): void;
}

function createJudgements(): Judgements {
  const all: Judged[] = [];
  const saidBySource = new Map<Span["source"], Set<string>>();
  return {
    all,
    add: (judged) => {
      const { primary, message } = judged.diagnostic;
      const said = saidBySource.get(primary.source) ?? new Set();
      saidBySource.set(primary.source, said);
      const key = `${primary.start} ${primary.end} ${message}`;
      if (said.has(key)) return;
      said.add(key);
      all.push(judged);
    },
  };
}

/** `components/proxy/…` and `publications/proxy.client` are about `proxy`. */
function componentOf(at: string | Span): string | undefined {
  if (typeof at !== "string") return undefined;
  return /^(?:components|publications)\/([^/.]+)/.exec(at)?.[1];
}

/** The words nearest to a path, written or not. */
export function placeOf(path: string, { origins }: Resolved): Span {
  const origin = originOf(origins, path);
  invariant(origin !== undefined, `no origin for ${path}`);
  return spanOfOrigin(origin);
}
