/** Judges what of a deployment Kubernetes cannot say: notes where comfort is lost, errors where meaning is. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { cidrOf, isLoopback } from "../../src/emit/network-policy.ts";
import { type Locate, locator, loggingPlaces, oneMachineSettings } from "../../src/emit/support.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Component, Part, TargetSetting, Text } from "../../src/model/schema.ts";
import type { Span } from "../../src/text/source.ts";
import { kubernetesCodes } from "./diagnostics.ts";
import type { Layout } from "./layout.ts";
import { isServiceName, numberOffsets } from "./names.ts";
import { isRestricted } from "./security.ts";
import { environmentParts } from "./text.ts";

type KubernetesReport = Report<typeof kubernetesCodes>;

const code = "supported-by-k8s";

/** `preStop: sleep` came with 1.30; the number of a pod as its label with 1.28. */
export const oldestMinor = 30;

export function judge(input: TargetInput, layout: Layout): readonly Diagnostic[] {
  const collector = createCollector();
  const report = createReport(kubernetesCodes, collector.add);
  const locate = locator(input);
  for (const component of layout.deployment.components) judgeComponent(component, report, locate);
  judgeLogging(layout, report, locate);
  judgeEnvironment(layout, report, locate);
  judgePublications(layout, report, locate);
  judgeNetworks(layout, report, locate);
  judgeBlocks(layout, report, locate);
  return collector.diagnostics;
}

function judgeComponent(component: Component, report: KubernetesReport, locate: Locate): void {
  const { name, image, requirements } = component;
  if (requirements.gpu !== undefined && "devices" in requirements.gpu)
    report(code, "devices", {
      at: locate("components", name, "requirements", "gpu"),
      facts: { component: name },
      help: "Write how many it needs, e.g. `gpu 1`.",
    });
  if (numberOffsets(component).length > 1)
    report(code, "numbers", { at: locate("components", name), facts: { component: name } });
  for (const alias of component.aliases)
    if (!isServiceName(alias))
      report(code, "alias", {
        at: locate("components", name, "aliases"),
        facts: { alias, component: name },
        help: "Write a name of lower-case letters, digits and `-`, without dots.",
      });
  if (!isRestricted(component))
    report(code, "image", {
      at: locate("components", name, "image"),
      severity: "warning",
      facts: { image, component: name },
    });
}

function judgeLogging({ deployment }: Layout, report: KubernetesReport, locate: Locate): void {
  for (const at of loggingPlaces(deployment, locate))
    report(code, "logging", { at, severity: "note" });
}

function judgeEnvironment(layout: Layout, report: KubernetesReport, locate: Locate): void {
  const { components, jobs, targets } = layout.deployment;
  const reported = new Set<string>();
  const judgeTexts = (texts: readonly Text[], at: Span) => {
    for (const { variable } of environmentParts(texts)) {
      if (reported.has(variable)) continue;
      reported.add(variable);
      report(code, "environment", {
        at,
        facts: { variable },
        help: "Write the value, or name a Secret that has it.",
      });
    }
  };
  for (const { name, entrypoint = [], command = [], variables } of components) {
    judgeTexts([...entrypoint, ...command], locate("components", name));
    for (const variable of variables)
      judgeTexts([variable.value], locate("components", name, "variables", variable.name));
  }
  for (const { component, command, variables } of jobs)
    judgeTexts(
      [...command, ...variables.map(({ value }) => value)],
      locate("components", component),
    );
  for (const setting of targets.k8s ?? [])
    judgeTexts([environmentOf(setting)], locate("targets", "k8s", setting.name));
}

function environmentOf({ arguments: given }: TargetSetting): Part[] {
  return Object.values(given).flatMap((value) =>
    typeof value === "object" && !Array.isArray(value) ? [value] : [],
  );
}

function judgePublications({ deployment }: Layout, report: KubernetesReport, locate: Locate): void {
  for (const { component, endpoint, address } of deployment.publications) {
    if (address === undefined || isLoopback(address)) continue;
    const name = `${component}.${endpoint}`;
    report(code, "address", {
      at: locate("publications", name),
      facts: { endpoint: name, address },
      help: "Leave the address out; `service` in `target k8s` says who reaches the Service.",
    });
  }
}

function judgeNetworks({ deployment }: Layout, report: KubernetesReport, locate: Locate): void {
  for (const { name, mtuBytes } of deployment.networks)
    if (mtuBytes !== undefined)
      report(code, "mtu", {
        at: locate("networks", name, "mtuBytes"),
        severity: "note",
        facts: { network: name },
      });
  for (const { name, addresses } of deployment.externals) {
    const ports = addresses.filter(({ host }) => cidrOf(host) === undefined);
    const open = [...new Set(ports.map(({ port }) => port))].join(", ");
    if (open !== "")
      report(code, "name", {
        at: locate("externals", name),
        severity: "note",
        facts: { external: name, port: open },
      });
  }
}

function judgeBlocks(layout: Layout, report: KubernetesReport, locate: Locate): void {
  const { deployment, options } = layout;
  if (options.minor !== undefined && options.minor < oldestMinor)
    report(code, "version", {
      at: locate("targets", "k8s", "version"),
      facts: { oldest: oldestMinor, found: options.minor },
    });
  if (options.ingress !== undefined && options.ingress.tls === undefined)
    report(code, "plain", {
      at: locate("targets", "k8s", "ingress"),
      severity: "note",
      help: 'Write `tls secret "…"` into `ingress`.',
    });
  for (const { name, word, at } of oneMachineSettings(deployment, locate)) {
    if (name === "join") report(code, "join", { at, facts: { network: word } });
    else report(code, "restart", { at, severity: "note", facts: { policy: word } });
  }
}
