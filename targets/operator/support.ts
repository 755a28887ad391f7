/** Judges what of a deployment the operator's resource cannot say. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { keyInside } from "../../src/emit/kubernetes-parts.ts";
import { type Locate, locator, loggingPlaces, oneMachineSettings } from "../../src/emit/support.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Component } from "../../src/model/schema.ts";
import { operatorCodes } from "./diagnostics.ts";
import { dependency, isMeant, type Layout } from "./layout.ts";
import {
  broughtBy,
  dependencyFields,
  fieldOf,
  isPulsar,
  isServiceName,
  objectPassword,
  objectSecret,
  pulsarPartsOf,
  removedKeys,
  secretKeys,
  startsByScripts,
} from "./names.ts";
import { environmentVariables, onlySecret } from "./text.ts";

interface Judgement {
  readonly layout: Layout;
  readonly report: Report<typeof operatorCodes>;
  readonly locate: Locate;
  readonly isWritten: (...path: readonly string[]) => boolean;
}

const code = "supported-by-operator";

export function judge(input: TargetInput, layout: Layout): readonly Diagnostic[] {
  const { deployment, origins } = input;
  const collector = createCollector();
  const judgement: Judgement = {
    layout,
    report: createReport(operatorCodes, collector.add),
    locate: locator(input),
    isWritten: (...path) => origins.get(path.join("/"))?.kind === "written",
  };
  for (const component of deployment.components) judgeComponent(component, judgement);
  judgeDependencies(judgement);
  judgeAccess(judgement);
  judgeConfiguration(judgement);
  judgeSurroundings(judgement);
  return collector.diagnostics;
}

function judgeComponent(component: Component, judgement: Judgement): void {
  const { report, locate } = judgement;
  const { name, requirements } = component;
  if (fieldOf(component) === undefined) judgeBrought(component, judgement);
  if (requirements.gpu !== undefined && "devices" in requirements.gpu)
    report(code, "devices", {
      at: locate("components", name, "requirements", "gpu"),
      facts: { component: name },
      help: "Write how many it needs, e.g. `gpu 1`.",
    });
  for (const alias of component.aliases.filter((one) => !isServiceName(one)))
    report(code, "alias", { at: locate("components", name, "aliases"), facts: { alias } });
  for (const variable of new Set(
    component.variables.flatMap(({ value }) => environmentVariables(value)),
  ))
    report(code, "environment", {
      at: locate("components", name, "variables"),
      facts: { variable },
      help: "Write the value, or name a Secret that has it.",
    });
}

/** What one of the operator's own charts runs. */
function judgeBrought(component: Component, judgement: Judgement): void {
  const { layout, report, locate, isWritten } = judgement;
  const { name, product, image } = component;
  const at = locate("components", name);
  if (broughtBy(product) === undefined) {
    if (dependency(layout, "queue").product === product) report(code, "service", { at });
    else
      report(code, "product", {
        at,
        facts: { component: name },
        help: "Use `--target k8s`, or a product that the operator brings.",
      });
    return;
  }
  if (startsByScripts(product) && isWritten("components", name, "image"))
    report(code, "image", {
      at: locate("components", name, "image"),
      facts: { component: name, image },
      help: "Leave the image out, or use `--target k8s`.",
    });
  if (isPulsar(product) && pulsarPartsOf(component).length > 1)
    report(code, "single", { at, severity: "note" });
  const { places, annotations } = layout.options;
  const isPlaced =
    component.spread !== undefined ||
    [...places, ...annotations].some(({ components }) => isMeant(component, components));
  const first = layout.deployment.components.find(({ group }) => group === component.group);
  if (isPlaced && first === component)
    report(code, "place", { at, severity: "note", facts: { component: component.group } });
}

function judgeDependencies({ layout, report, locate }: Judgement): void {
  for (const kind of ["metadata", "objects"] as const) {
    const { placement, product } = dependency(layout, kind);
    if (placement === "inside")
      report(code, "inside", { at: locate("dependencies", kind), facts: { product } });
    else if (dependencyFields[product] === undefined)
      report(code, "product", {
        at: locate("dependencies", kind),
        facts: { component: product },
      });
  }
  const wanted = objectSecret(layout.name);
  for (const { variables, name } of layout.deployment.components) {
    const value = variables.find((variable) => variable.name === objectPassword)?.value;
    const part = value === undefined ? undefined : onlySecret(value);
    if (part === undefined) continue;
    const at = locate("components", name, "variables");
    if (part.secret !== wanted)
      report(code, "secret", {
        at,
        facts: { wanted, secret: part.secret },
        help: `Name the Secret "${wanted}" in \`credentials\`.`,
      });
    else if (keyInside(part.secret, part.key, layout.deployment.secrets) !== secretKeys.password)
      report(code, "keys", { at, facts: { secret: part.secret } });
  }
}

function judgeAccess({ layout, report, locate }: Judgement): void {
  for (const { component, endpoint, address } of layout.deployment.publications) {
    const name = `${component}.${endpoint}`;
    if (address === undefined || /^(?:127\.|\[?::1)/.test(address)) continue;
    report(code, "address", {
      at: locate("publications", name),
      facts: { endpoint: name, address },
      help: "Leave the address out; `service` in `target operator` says who reaches the Service.",
    });
  }
  if (layout.options.service.kind === "node-port")
    report(code, "node", { at: locate("targets", "operator", "service"), severity: "note" });
}

function judgeConfiguration({ layout, report, locate }: Judgement): void {
  for (const { key } of layout.deployment.configuration.settings)
    if (removedKeys.includes(key))
      report(code, "removed", { at: locate("configuration", key), facts: { key } });
}

function judgeSurroundings({ layout, report, locate, isWritten }: Judgement): void {
  const { deployment } = layout;
  for (const { name } of deployment.networks.filter((one) => isWritten("networks", one.name)))
    report(code, "policies", { at: locate("networks", name), severity: "note" });
  for (const at of loggingPlaces(deployment, locate))
    report(code, "logging", { at, severity: "note" });
  for (const { name, word, at } of oneMachineSettings(deployment, locate)) {
    if (name === "join") report(code, "join", { at, facts: { network: word } });
    else report(code, "restart", { at, severity: "note", facts: { policy: word } });
  }
}
