/** Every role is one that this Milvus version starts. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import { fixAt, removed, renamed } from "../fixes.ts";
import { milvusComponents } from "../questions.ts";
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
    for (const { name, role } of roles) {
      if (line.roles[deployment.mode].includes(role as RoleName)) continue;
      const instead =
        line.absentRoles[role as RoleName] ?? `it has ${line.roles[deployment.mode].join(", ")}`;
      const path = `components/${name}`;
      const published = roles.filter((one) =>
        deployment.publications.some(({ component }) => component === one.name),
      );
      const others = roles.filter((one) => one.name !== name && written(`components/${one.name}`));
      report("absent", {
        at: path,
        facts: { line: line.name, role, instead },
        fixes: fixesFor(
          written(path),
          role,
          instead,
          // What is published may stand there once only.
          [...others, ...published].map((one) => one.role),
        ),
      });
    }
  },
});

/** The role that took the work over, unless it is written already. */
function fixesFor(
  at: Span | undefined,
  role: string,
  instead: string,
  written: readonly string[],
): Fix[] {
  const successor = /^(mixcoord|datanode) /.exec(instead)?.[1];
  const remove = fixAt(at, `remove \`${role}\``, false, removed);
  if (successor === undefined || written.includes(successor)) return remove;
  return [
    ...fixAt(at, `write \`${successor}\``, false, (span) => renamed(span, successor)),
    ...remove,
  ];
}
