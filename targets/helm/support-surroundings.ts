/** Ports, networks, logs and words of other formats. */

import { cidrOf, isLoopback } from "../../src/emit/network-policy.ts";
import { loggingPlaces, oneMachineSettings } from "../../src/emit/support.ts";
import { code, type Judgement } from "./support.ts";

export function judgeSurroundings(judgement: Judgement): void {
  judgeLogging(judgement);
  judgePublications(judgement);
  judgeNetworks(judgement);
  judgeBlocks(judgement);
}

function judgeLogging({ layout, report, locate }: Judgement): void {
  for (const at of loggingPlaces(layout.deployment, locate))
    report(code, "logging", { at, severity: "note" });
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
  for (const { name, word, at } of oneMachineSettings(deployment, locate)) {
    if (name === "join") report(code, "join", { at, facts: { network: word } });
    else report(code, "restart", { at, severity: "note", facts: { policy: word } });
  }
}
