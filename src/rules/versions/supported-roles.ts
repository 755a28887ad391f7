/** Every role is one that this Milvus version starts. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Edit, Fix } from "../../diagnostics/diagnostic.ts";
import { joinSpans, type Span } from "../../text/source.ts";
import { fixAt, removed, renamed } from "../fixes.ts";
import { listed, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const supportedRoles = defineRule({
  code: "supported-roles",
  pass: "versions",
  severity: "error",
  summary: "every role is one that this Milvus version starts",
  why: 'The process ends at once with "Unknown server type".',
  help: "Remove the role, or name the one that does its work.",
  source: "milvus-io/milvus cmd/milvus/util.go; milvus-io/milvus#45966",
  messages: {
    absent: message`Milvus ${"line"} has no ${"role"}: ${"instead"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; indexnode x2 >",
      "cluster a distributed < milvus 2.6.15; streamingnode x2 >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; indexnode x2 >",
      "cluster a distributed < milvus 2.4.24; streamingnode >",
    ],
  },
  check({ deployment, written, report }) {
    const line = lineOf(deployment.milvusVersion);
    if (line === undefined) return;
    const roles = milvusComponents(deployment);
    const known: readonly string[] = line.roles[deployment.mode];
    const absent = roles.filter(({ role }) => !known.includes(role));
    const reasonOf = (role: string) =>
      line.absentRoles[role as RoleName] ?? `it has ${known.join(", ")}`;
    // The roles of another line come together, and what took their work over is one thing to know.
    for (const instead of new Set(absent.map(({ role }) => reasonOf(role)))) {
      const group = absent.filter(({ role }) => reasonOf(role) === instead);
      const [first, ...others] = group.map(({ name }) => `components/${name}`);
      if (first === undefined) continue;
      const isSeveral = others.length > 0;
      const published = roles.filter((one) =>
        deployment.publications.some(({ component }) => component === one.name),
      );
      const beside = roles.filter(
        (one) => !group.includes(one) && written(`components/${one.name}`) !== undefined,
      );
      report("absent", {
        at: first,
        facts: {
          line: line.name,
          role: listed(group.map(({ role }) => role)),
          instead: isSeveral ? instead.replace(" its ", " their ") : instead,
        },
        see: others.map((at) => ({ at, message: "and here" })),
        fixes: fixesFor(
          group.flatMap(({ name }) => written(`components/${name}`) ?? []),
          group.map(({ role }) => role),
          instead,
          // What is published may stand there once only.
          [...beside, ...published].map((one) => one.role),
        ),
      });
    }
  },
});

/** The role that took the work over, unless it is written already. */
function fixesFor(
  words: readonly Span[],
  roles: readonly string[],
  instead: string,
  written: readonly string[],
): Fix[] {
  const [first, ...others] = words;
  if (first === undefined || words.some(({ source }) => source !== first.source)) return [];
  const successor = /^(mixcoord|datanode) /.exec(instead)?.[1];
  const names = roles.map((role) => `\`${role}\``);
  const remove = fixAt(first, `remove ${listed(names)}`, false, () => withoutAll(words));
  if (successor === undefined || written.includes(successor)) return remove;
  return [
    ...fixAt(first, `write \`${successor}\``, false, (span) => [
      ...renamed(span, successor),
      ...withoutAll(others),
    ]),
    ...remove,
  ];
}

/** Removals of neighbours run into each other: those are one. */
function withoutAll(words: readonly Span[]): Edit[] {
  const edits = words.flatMap(removed).sort((a, b) => a.span.start - b.span.start);
  const merged: Edit[] = [];
  for (const edit of edits) {
    const last = merged.at(-1);
    if (last === undefined || edit.span.start > last.span.end) merged.push(edit);
    else merged[merged.length - 1] = { ...last, span: joinSpans(last.span, edit.span) };
  }
  return merged.map(({ span, text }) => ({ span: withOneBlank(span), text }));
}

/** Of two blanks that would meet, one goes too. */
function withOneBlank(span: Span): Span {
  const { text } = span.source;
  const meets = text[span.start - 1] === " " && text[span.end] === " ";
  return meets ? { ...span, start: span.start - 1 } : span;
}
