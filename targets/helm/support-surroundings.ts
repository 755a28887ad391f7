/** Ports, networks, logs and words of other formats. */
import type { Span } from "../../src/text/source.ts";
import { cidrOf, isLoopback } from "./network.ts";
import { code, type Judgement } from "./support.ts";

export function judgeSurroundings(judgement: Judgement): void {
  judgeLogging(judgement);
  judgePublications(judgement);
  judgeNetworks(judgement);
  judgeBlocks(judgement);
}

/** Once for each place: `logging` of the cluster is everybody's. */
function judgeLogging({ layout, report, locate }: Judgement): void {
  const places = new Map<string, Span>();
  for (const { name, logging } of layout.deployment.components) {
    if (logging.maxSize === undefined && logging.maxFile === undefined) continue;
    const at = locate("components", name, "logging");
    places.set(`${at.source.name}:${at.start}`, at);
  }
  for (const at of places.values()) report(code, "logging", { at, severity: "note" });
}

function judgePublications({ layout, report, locate }: Judgement): void {
  for (const { component, endpoint, address } of layout.deployment.publications) {
    if (address === undefined || isLoopback(address)) continue;
    const name = `${component}.${endpoint}`;
    report(code, "address", {
      at: locate("publications", name),
      facts: { endpoint: name, address },
      help: "Leave the address out; `service` in `target helm` says who reaches the Service.",
    });
  }
}

function judgeNetworks({ layout, report, locate }: Judgement): void {
  const { networks, externals } = layout.deployment;
  for (const { name, mtuBytes } of networks)
    if (mtuBytes !== undefined)
      report(code, "mtu", {
        at: locate("networks", name, "mtuBytes"),
        severity: "note",
        facts: { network: name },
      });
  for (const { name, addresses } of externals) {
    const named = addresses.filter(({ host }) => cidrOf(host) === undefined);
    const open = [...new Set(named.map(({ port }) => port))].join(", ");
    if (open !== "")
      report(code, "name", {
        at: locate("externals", name),
        severity: "note",
        facts: { external: name, port: open },
      });
  }
}

function judgeBlocks({ layout, report, locate }: Judgement): void {
  const { deployment, options } = layout;
  if (options.ingress !== undefined && options.ingress.tls === undefined)
    report(code, "plain", {
      at: locate("targets", "helm", "ingress"),
      severity: "note",
      help: 'Write `tls secret "…"` into `ingress`.',
    });
  for (const [target, settings] of Object.entries(deployment.targets))
    for (const { name, arguments: given } of settings) {
      const [first] = Object.values(given);
      const word = typeof first === "string" ? first : "it";
      if (name === "join")
        report(code, "join", {
          at: locate("targets", target, `${name}:${word}:`),
          facts: { network: word },
        });
      if (name === "restart")
        report(code, "restart", {
          at: locate("targets", target, name),
          severity: "note",
          facts: { policy: word },
        });
    }
}
