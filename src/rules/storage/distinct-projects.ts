/** Two clusters of one machine are two Compose projects. */
import { message } from "../../diagnostics/define.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Deployment } from "../../model/schema.ts";
import { defineWorkspaceRule } from "../rule.ts";

export const distinctProjects = defineWorkspaceRule({
  code: "distinct-projects",
  pass: "storage",
  severity: "error",
  summary: "two clusters of one machine are two Compose projects",
  why:
    "Containers and volumes are named after the project: starting one cluster replaces the " +
    "other's, on the other's data.",
  help: "Give each its own `project`, or its own name.",
  source: "compose-spec/compose-spec 04-version-and-name.md",
  messages: {
    same: message`"${"later"}" and "${"earlier"}" are both the project "${"project"}" on "${"host"}"`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { project x } ' +
        '>\ncluster b standalone < milvus 2.6.15; host "one"; expose client 19531; target ' +
        "compose { project y } >",
      "cluster a standalone < milvus 2.6.15; target compose { project x } >\ncluster b " +
        "standalone < milvus 2.6.15; target compose { project x } >",
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { project env PROJECT } ' +
        '>\ncluster b standalone < milvus 2.6.15; host "one"; expose client 19531; target ' +
        "compose { project env PROJECT } >",
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { project x } ' +
        '>\ncluster b standalone < milvus 2.6.15; host "one"; expose client 19531; target ' +
        "compose { project x } >",
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { restart always; project b ' +
        '} >\ncluster b standalone < milvus 2.6.15; host "one"; expose client 19531 >',
    ],
  },
  check({ resolved, report }) {
    const byProject = new Map<string, Resolved>();
    for (const one of resolved) {
      const { host, name } = one.deployment;
      const project = projectOf(one.deployment);
      if (host === undefined || project === undefined) continue;
      const key = `${host}\n${project}`;
      const earlier = byProject.get(key);
      byProject.set(key, earlier ?? one);
      if (earlier === undefined) continue;
      const path = "targets/compose/project";
      report("same", {
        at: path,
        in: one,
        facts: { later: name, earlier: earlier.deployment.name, project, host },
        see: [{ at: path, in: earlier, message: "also here" }],
      });
    }
  },
});

/** The cluster's own name where none is written; nothing where the environment says it. */
function projectOf({ name, targets }: Deployment): string | undefined {
  const written = targets.compose?.find((setting) => setting.name === "project");
  if (written === undefined) return name;
  return typeof written.arguments.name === "string" ? written.arguments.name : undefined;
}
