/** Two clusters on Kubernetes do not write the same objects. */
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Deployment, TargetSetting } from "../../model/schema.ts";
import { type Span, textOf } from "../../text/source.ts";
import { fixAt, replaced, withStatement } from "../fixes.ts";
import { defineWorkspaceRule, placeOf } from "../rule.ts";
import { isSamePlace } from "./sharing.ts";

/** Objects of a deployment that have one name in a namespace. */
interface Owned {
  readonly one: Resolved;
  readonly variant: "namespace" | "release" | "resource" | "alias";
  readonly namespace: string;
  /** What is to differ, and the setting that says it, where one does. */
  readonly name: string;
  readonly setting?: string;
  /** Where that is written, the most telling first. */
  readonly paths: readonly string[];
}

const twice = (statements: (name: string) => string) =>
  ["a", "b"]
    .map((name) => `cluster ${name} standalone < milvus 2.6.15; ${statements(name)} >`)
    .join("\n");

export const distinctObjects = defineWorkspaceRule({
  code: "distinct-objects",
  pass: "storage",
  // Nothing in a program says that they are meant for one Kubernetes, so it may be meant.
  severity: "warning",
  summary: "two clusters on Kubernetes do not write the same objects",
  why:
    "What is applied later takes the place of the other's workloads and Services, and starts on " +
    "the other's data.",
  help:
    "Give each its own namespace. Where they go to two Kubernetes clusters, say so: " +
    '`allow distinct-objects "…"`.',
  source:
    "kubernetes/website concepts/overview/working-with-objects/names.md; " +
    "helm/helm-www faq/changes_since_helm2.md (a release's name is its namespace's)",
  messages: {
    namespace: message`"${"later"}" and "${"earlier"}" are both written into the namespace "${"namespace"}"`,
    release: message`"${"later"}" and "${"earlier"}" are both the release "${"name"}" in "${"namespace"}"`,
    resource: message`"${"later"}" and "${"earlier"}" are both the Milvus "${"name"}" in "${"namespace"}"`,
    alias: message`"${"later"}" and "${"earlier"}" both have a Service "${"name"}" in "${"namespace"}"`,
  },
  examples: {
    valid: [
      twice((name) => `target k8s { namespace ${name}-vectors }`),
      twice((name) => `target helm { namespace team; release ${name} }`),
      twice(() => "target helm { release vectors }"),
      twice((name) => `host "${name}"; target k8s { namespace team }; target compose`),
      "cluster a standalone < milvus 2.6.15 >\n" +
        "cluster b standalone < milvus 2.6.15; target k8s { namespace a } >",
    ],
    invalid: [
      twice(() => "target k8s { namespace team }"),
      twice(() => "target helm { namespace team; release vectors }"),
      twice(() => "target operator { namespace team; name vectors }"),
      twice(
        (name) => `target helm { namespace team; release ${name} }; standalone { alias "milvus" }`,
      ),
      // A namespace and a release that the clusters' own names are.
      "cluster b standalone < milvus 2.6.15; target k8s { namespace team } >\n" +
        "cluster team standalone < milvus 2.6.15; target k8s { namespace team } >",
      "cluster vectors standalone < milvus 2.6.15; target k8s { namespace team }; target helm >\n" +
        "cluster b standalone < milvus 2.6.15; target helm { namespace team; release vectors } >",
      "cluster vectors standalone < milvus 2.6.15; target helm { namespace team } >\n" +
        "cluster b standalone < milvus 2.6.15; target helm { namespace team; release vectors } >",
      // Words of a parent.
      "cluster base < milvus 2.6.15; target helm { namespace team; release vectors } >\n" +
        "cluster a standalone extends base < >\ncluster b standalone extends base < >",
      "cluster base < milvus 2.6.15; target k8s { namespace team } >\n" +
        "cluster a standalone extends base < >\ncluster team standalone extends base < >",
      // Machines say nothing of Kubernetes where one of them has no name.
      twice((name) => `${name === "a" ? 'host "one"; ' : ""}target k8s { namespace team }`),
      twice((name) => `${name === "b" ? 'host "one"; ' : ""}target k8s { namespace team }`),
      ["one", "two", "one"]
        .map(
          (host, index) =>
            `cluster c${index} standalone < milvus 2.6.15; host "${host}"; expose client 1953${index}; ` +
            "target k8s { namespace team } >",
        )
        .join("\n"),
    ],
  },
  check({ resolved, report }) {
    const owners = new Map<string, Owned[]>();
    for (const one of resolved) {
      const said = new Set<Resolved>();
      for (const later of ownedBy(one)) {
        const earlier = takenBefore(owners, later);
        // One pair of clusters is one mistake.
        if (earlier === undefined || said.has(earlier.one)) continue;
        said.add(earlier.one);
        const [place, other] = [placeOfOwned(later), placeOfOwned(earlier)];
        const isShared = isSamePlace(place, other);
        report(later.variant, {
          at: isShared ? "" : place,
          in: one,
          facts: {
            later: one.deployment.name,
            earlier: earlier.one.deployment.name,
            namespace: later.namespace,
            name: later.name,
          },
          see: [{ at: other, message: isShared ? "the same for both" : "also here" }],
          fixes: ownName(later, isShared ? [] : [later, earlier]),
          ...(later.variant === "alias" ? { help: aliasHelp } : {}),
        });
      }
    }
  },
});

const aliasHelp =
  "Give each its own alias or namespace. Where they go to two Kubernetes clusters, say so: " +
  '`allow distinct-objects "…"`.';

/** What a deployment writes by each format that it has a block for. */
function ownedBy(one: Resolved): readonly Owned[] {
  const { name: cluster, targets, components } = one.deployment;
  return formats.flatMap(({ format, variant, setting }): Owned[] => {
    const own = targets[format];
    if (own === undefined) return [];
    const namespace =
      writtenText(own, "namespace") ?? writtenText(targets.k8s, "namespace") ?? cluster;
    const aliases = components.flatMap((component) =>
      component.aliases.map((alias) => ({
        one,
        variant: "alias" as const,
        namespace,
        name: alias,
        paths: [`components/${component.name}/aliases/${alias}`],
      })),
    );
    const name = writtenText(own, setting) ?? cluster;
    const paths = [setting, "namespace"].map((each) => `targets/${format}/${each}`);
    return [
      { one, variant, namespace, name, setting, paths: [...paths, "targets/k8s/namespace"] },
      ...aliases,
    ];
  });
}

/** Formats for Kubernetes, with the setting that their objects are named by. */
const formats = [
  { format: "k8s", variant: "namespace", setting: "namespace" },
  { format: "helm", variant: "release", setting: "release" },
  { format: "operator", variant: "resource", setting: "name" },
] as const;

function writtenText(
  settings: readonly TargetSetting[] | undefined,
  name: string,
): string | undefined {
  const value = settings?.findLast((setting) => setting.name === name)?.arguments[name];
  return typeof value === "string" ? value : undefined;
}

/** The first who owns it already. */
function takenBefore(owners: Map<string, Owned[]>, later: Owned): Owned | undefined {
  const key = `${later.variant}\n${later.namespace}\n${later.name}`;
  const known = owners.get(key);
  if (known === undefined) owners.set(key, [later]);
  else known.push(later);
  return known?.find(({ one }) => mayMeet(one.deployment, later.one.deployment));
}

/** Clusters of one name, in several files, are one for several places; machines of two names are not one Kubernetes. */
function mayMeet(one: Deployment, other: Deployment): boolean {
  if (one.name === other.name) return false;
  return one.host === undefined || other.host === undefined || one.host === other.host;
}

/** Where a person decided it, or the cluster whose name decides. */
function placeOfOwned({ one, paths }: Owned): Span {
  return placeOf(paths.find((path) => one.origins.get(path)?.kind === "written") ?? "", one);
}

/** Named as the cluster, where that is another name; in its own body, where the words are a parent's. */
function ownName(later: Owned, candidates: readonly Owned[]): Fix[] {
  const { variant, name: taken, setting, one } = later;
  for (const owned of candidates) {
    const { name } = owned.one.deployment;
    const words = placeOfOwned(owned);
    if (name === taken || !textOf(words).startsWith(`${setting} `)) continue;
    const mended = `${setting} ${name}`;
    return fixAt(words, `write \`${mended}\``, false, (at) => replaced(at, mended));
  }
  const { name } = one.deployment;
  if (variant !== "namespace" || name === taken) return [];
  const statement = `target k8s { namespace ${name} }`;
  return fixAt(placeOf("", one), `write \`${statement}\``, false, (at) =>
    withStatement(at, statement),
  );
}
