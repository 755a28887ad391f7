/** Whoever must talk to each other stands on one network. */
import { message, offeredFix } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Deployment, Need } from "../../model/schema.ts";
import { textOf } from "../../text/source.ts";
import { appended } from "../fixes.ts";
import { counted, cutNeeds, listed, networksOf } from "../questions.ts";
import { type DeploymentContext, defineRule } from "../rule.ts";

const messages = {
  cut: message`${"from"} cannot reach ${"to"} on port ${"port"}: ${"fromNetworks"}, ${"toNetworks"}`,
  several: message`${"component"} shares no network with ${"others"}`,
};

/** As an IR from elsewhere may have them. */
const unwritten: Deployment["networks"] = [
  { name: "stores", internal: true, members: ["etcd", "minio"] },
  { name: "front", internal: false, members: ["standalone"] },
];

export const connectedNeeds = defineRule({
  code: "connected-needs",
  pass: "networks",
  severity: "error",
  summary: "every connection that Milvus needs is possible on some network",
  why:
    "The process dials for ever, or gives up and starts again, and the cluster never becomes " +
    "ready.",
  help: "Put both on one network, e.g. `members all`.",
  source: "milvus-io/milvus internal/distributed/*/service.go: who dials whom",
  messages,
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; network one { members all } >",
      "cluster a distributed < milvus 2.6.15; network front { members proxy }; network back " +
        "internal { members all } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; network front { members proxy }; network back " +
        "internal { members all except proxy } >",
      "cluster a standalone < milvus 2.6.15; network one { members standalone, etcd }; network " +
        "two { members standalone }; network three { members minio } >",
      "cluster a standalone < milvus 2.6.15; network one { members standalone }; network two { " +
        "members etcd }; network three { members minio } >",
      'cluster a standalone < milvus 2.6.15; external etcd "e:2379"; network b { members ' +
        "standalone }; network a { members minio } >",
      'cluster a standalone < milvus 2.6.15; external etcd "e:2379"; network a { members minio }; ' +
        "network b { members standalone } >",
      "cluster a distributed < milvus 2.5.27; storage pulsar; network one { members all except " +
        "pulsar, etcd }; network two { members pulsar, etcd } >",
    ],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({ ...deployment, shares: [], networks: unwritten }),
      },
    ],
  },
  check(context) {
    let cut = cutNeeds(context.deployment);
    // One misplaced component cuts many connections, and is one mistake.
    while (cut.length > 0) {
      const center = mostCut(cut, context);
      const own = cut.filter(({ from, to }) => from === center || to === center);
      reportCut(context, center, own);
      cut = cut.filter((need) => !own.includes(need));
    }
  },
});

/** Who misses the most; of several, who stands with the fewest others, and later in the text. */
function mostCut(
  cut: readonly Need[],
  { deployment, written }: DeploymentContext<typeof messages>,
): string {
  const counts = new Map<string, number>();
  for (const { from, to } of cut)
    for (const name of new Set([from, to])) counts.set(name, (counts.get(name) ?? 0) + 1);
  const networks = (name: string) =>
    deployment.networks.filter(({ members }) => members.includes(name));
  const company = (name: string) =>
    networks(name).reduce((sum, { members }) => sum + members.length, 0);
  const start = (name: string) => written(`networks/${networks(name)[0]?.name}`)?.start ?? 0;
  const ranked = [...counts].sort(
    ([a, misses], [b, others]) => others - misses || company(a) - company(b) || start(b) - start(a),
  );
  return ranked[0]?.[0] ?? "";
}

function reportCut(
  { deployment, written, report }: DeploymentContext<typeof messages>,
  center: string,
  cut: readonly Need[],
): void {
  const [first] = cut;
  if (first === undefined) return;
  const networks = (name: string) => networksOf(deployment).get(name) ?? [];
  const other = (need: Need) => (need.from === center ? need.to : need.from);
  const others = [...new Set(cut.map(other))];
  const [own] = networks(center);
  const [theirs] = networks(other(first));
  const place = {
    at: `networks/${own}/members`,
    see: [{ at: `networks/${theirs}`, message: `${other(first)} is here` }],
    component: center,
    fixes: joining(deployment, written, center, others),
    help: `${reasons(cut)} Put ${others.length === 1 ? "both" : "them"} on one network.`,
  };
  const on = (name: string) => `${name} is on ${listed(networks(name))}`;
  const { from, to, port } = first;
  if (others.length === 1)
    report("cut", {
      ...place,
      facts: { from, to, port, fromNetworks: on(from), toNetworks: on(to) },
    });
  else report("several", { ...place, facts: { component: center, others: listed(others) } });
}

/** The first three reasons; more would not be read. */
function reasons(cut: readonly Need[]): string {
  const shown = cut
    .slice(0, 3)
    .map(({ from, to, port, why }) => `${from} → ${to}:${port} (${why})`);
  const rest = cut.length - shown.length;
  const more = rest === 0 ? "" : `, and ${counted(rest, "more connection")}`;
  return `Milvus needs ${shown.join(", ")}${more}.`;
}

/** What parts the names in `members`. */
const except = /\s+except\s+/;
const comma = /\s*,\s*/;

/** A network that holds all the others takes the one that is cut off. */
function joining(
  { networks }: Deployment,
  written: (path: string) => Parameters<typeof appended>[1],
  center: string,
  peers: readonly string[],
): Fix[] {
  return networks.flatMap(({ name, members }) => {
    const words = written(`networks/${name}/members`);
    if (words === undefined || peers.some((peer) => !members.includes(peer))) return [];
    const title = `add ${center} to network ${name}`;
    const [list = "", left] = textOf(words).split(except);
    if (left === undefined) return appended(title, words, `, ${center}`);
    const others = left.split(comma);
    if (!others.includes(center)) return [];
    const kept = others.filter((one) => one !== center).join(", ");
    const text = kept === "" ? list : `${list} except ${kept}`;
    return [offeredFix(title, { span: words, text })];
  });
}
