/** Plants faults into programs and compares what is said before and after. */
import type { Checked } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/edits.ts";
import type { Document } from "../../src/syntax/ast.ts";
import { parse } from "../../src/syntax/parse.ts";
import { described } from "../support/compile.ts";
import { marked, markedText } from "../support/marked.ts";
import type { Fault } from "./fault.ts";
import type { Edits, Subject } from "./subject.ts";

/** The program once for each cluster that is built, without the others that are. */
export function textsOfClusters(text: string): readonly string[] {
  const { clusters } = parse({ name: "main.mvs", text }).value;
  const built = clusters.filter(({ mode }) => mode !== undefined);
  return built.map((one) =>
    built
      .filter((other) => other !== one)
      .reduceRight((rest, { span }) => rest.slice(0, span.start) + rest.slice(span.end), text),
  );
}

/** Every cluster that is built and whose words stand in this file. */
export function subjectsOf(document: Document, { resolved }: Checked): readonly Subject[] {
  return document.clusters.flatMap((cluster) => {
    const found = resolved.find(({ deployment }) => deployment.name === cluster.name?.text);
    return found === undefined ? [] : [{ source: document.source, cluster, ...found }];
  });
}

type Findings = ReadonlySet<string>;

export function findingsOf({ diagnostics }: Pick<Checked, "diagnostics">): Findings {
  return new Set(diagnostics.map(keyOf));
}

export function newFindings(
  before: Findings,
  { diagnostics }: Pick<Checked, "diagnostics">,
): readonly Diagnostic[] {
  return diagnostics.filter((one) => !before.has(keyOf(one)));
}

function keyOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

export interface Planting {
  readonly subject: Subject;
  readonly edits: Edits;
  readonly before: Findings;
  readonly compile: (text: string) => Checked;
}

/** What is wrong with the answer to a fault: missing, elsewhere, or too much; nothing where it is right. */
export function missed({ code, follows = {} }: Fault, planting: Planting): string {
  const { subject, edits, before, compile } = planting;
  const wanted = applyEdits(subject.source.text, edits);
  const { text } = marked(wanted).source;
  const found = newFindings(before, compile(text));
  const own = found.filter((one) => one.code === code);
  const [first] = own;
  const reported =
    first === undefined
      ? text
      : markedText(
          first.primary.source,
          own.map(({ primary }) => primary),
        );
  // What was said before may be said in other words, as where one of several got words of its own.
  const isKnown = ({ code: other }: Diagnostic) =>
    [...before].some((key) => key.startsWith(`${other} `));
  const rest = found.filter(
    (one) =>
      one.code !== code &&
      !isKnown(one) &&
      !isNoteOfTarget(one) &&
      !Object.hasOwn(follows, one.code),
  );
  if (reported === wanted && rest.length === 0) return "";
  const places = reported === wanted ? [] : ["but", ...markedLines(reported)];
  return [code, ...markedLines(wanted), ...places, described({ diagnostics: rest })].join("\n  ");
}

/** What a format cannot say in full of the new words is no mistake. */
function isNoteOfTarget({ code, severity }: Diagnostic): boolean {
  return severity === "note" && code.startsWith("supported-by-");
}

/** The lines that have marks. */
function markedLines(text: string): string[] {
  const lines = text.split("\n").filter((line) => /[«»]/.test(line));
  return lines.length > 0 ? lines : ["nothing"];
}
