/** Two clusters on Kubernetes do not write the same objects. */
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { invariant } from "../../diagnostics/invariant.ts";
import { originOf, spanOfOrigin } from "../../model/origins.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { TargetSetting } from "../../model/schema.ts";
import { type Span, textOf } from "../../text/source.ts";
import { fixAt, replaced, withStatement } from "../fixes.ts";
import { defineWorkspaceRule } from "../rule.ts";

/** Objects of a deployment that have one name in a namespace. */
interface Owned {
  readonly one: Resolved;
  readonly variant: "namespace" | "release" | "resource" | "alias";
  readonly namespace: string;
  /** Beside the components' names; empty where there are only those. */
  readonly name: string;
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
    ],
    invalid: [
      twice(() => "target k8s { namespace team }"),
      twice(() => "target helm { namespace team; release vectors }"),
      twice(() => "target operator { namespace team; name vectors }"),
      twice(
        (name) => `target helm { namespace team; release ${name} }; standalone { alias "milvus" }`,
      ),
    ],
  },
  check({ resolved, report }) {
    const firsts = new Map<string, Owned>();
    for (const one of resolved) {
      const said = new Set<Resolved>();
      for (const later of ownedBy(one)) {
        const earlier = takenBefore(firsts, later);
        // One pair of clusters is one mistake.
        if (earlier === undefined || said.has(earlier.one)) continue;
        said.add(earlier.one);
        const [place, other] = [placeOf(later), placeOf(earlier)];
        const isShared = place.source === other.source && place.start === other.start;
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
          fixes: ownName(later, earlier, isShared),
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
      writtenText(own, "namespace") ?? writtenText(targets.k8s ?? [], "namespace") ?? cluster;
    const paths = [`targets/${format}/namespace`, "targets/k8s/namespace"];
    if (setting === undefined) return [{ one, variant, namespace, name: "", paths }];
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
    const named = [`targets/${format}/${setting}`, ...paths];
    return [{ one, variant, namespace, name, paths: named }, ...aliases];
  });
}

/** Formats for Kubernetes, with the setting that their objects are named by; without one, by components alone. */
const formats = [
  { format: "k8s", variant: "namespace", setting: undefined },
  { format: "helm", variant: "release", setting: "release" },
  { format: "operator", variant: "resource", setting: "name" },
] as const;

function writtenText(settings: readonly TargetSetting[], name: string): string | undefined {
  const value = settings.findLast((setting) => setting.name === name)?.arguments[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * The first who owns it already. Clusters of one name, in several files, are one cluster for several places; and
 * machines of two names are not one Kubernetes.
 */
function takenBefore(firsts: Map<string, Owned>, later: Owned): Owned | undefined {
  const key = `${later.variant}\n${later.namespace}\n${later.name}\n`;
  const { host, name } = later.one.deployment;
  const earlier =
    host === undefined ? firsts.get(`${key}*`) : (firsts.get(key + host) ?? firsts.get(key));
  for (const one of [key + (host ?? ""), `${key}*`]) if (!firsts.has(one)) firsts.set(one, later);
  return earlier?.one.deployment.name === name ? undefined : earlier;
}

/** Where a person decided it, or the cluster whose name decides. */
function placeOf({ one: { origins }, paths }: Owned): Span {
  const written = paths
    .map((path) => origins.get(path))
    .find((origin) => origin?.kind === "written");
  const origin = written ?? originOf(origins, "");
  invariant(origin !== undefined, "a deployment has an origin");
  return spanOfOrigin(origin);
}

/** The setting that is to differ, by what clashes. */
const settingNames = { namespace: "namespace", release: "release", resource: "name" } as const;

/** Named as the cluster, where that is another name; in its own body, where the words are a parent's. */
function ownName(later: Owned, earlier: Owned, isShared: boolean): Fix[] {
  const { variant, namespace, one } = later;
  if (variant === "alias") return [];
  const taken = variant === "namespace" ? namespace : later.name;
  for (const owned of isShared ? [] : [later, earlier]) {
    const setting = `${settingNames[variant]} ${owned.one.deployment.name}`;
    const words = placeOf(owned);
    if (owned.one.deployment.name === taken) continue;
    if (/^[\w-]+/.exec(textOf(words))?.[0] !== settingNames[variant]) continue;
    return fixAt(words, `write \`${setting}\``, false, (at) => replaced(at, setting));
  }
  const cluster = originOf(one.origins, "");
  if (variant !== "namespace" || one.deployment.name === taken || cluster === undefined) return [];
  const statement = `target k8s { namespace ${one.deployment.name} }`;
  return fixAt(spanOfOrigin(cluster), `write \`${statement}\``, false, (name) =>
    withStatement(name, statement),
  );
}
