/** Every role is one that this Milvus version starts. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import { fixAt, removedTogether, renamed } from "../fixes.ts";
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
      "cluster a distributed < milvus 2.6.15; rootcoord; indexnode x2 >",
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
      const beside = roles.filter(({ name }) => written(`components/${name}`) !== undefined);
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
  // Those of a parent may stand in another file.
  if (new Set(words.map(({ source }) => source)).size > 1) return [];
  const [first, ...others] = words;
  const successor = ["mixcoord", "datanode"].find((role) => instead.startsWith(`${role} `));
  const names = roles.map((role) => `\`${role}\``);
  const remove = fixAt(first, `remove ${listed(names)}`, false, () => removedTogether(words));
  if (successor === undefined || written.includes(successor)) return remove;
  return [
    ...fixAt(first, `write \`${successor}\``, false, (span) => [
      ...renamed(span, successor),
      ...removedTogether(others),
    ]),
    ...remove,
  ];
}
