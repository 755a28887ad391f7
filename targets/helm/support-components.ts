/** Components that the chart cannot run as the program says. */
import { keyInside } from "../../src/emit/kubernetes-parts.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import { seatedAs } from "./layout.ts";
import { isServiceName, objectKeys, seatOf } from "./names.ts";
import { scratchBytes } from "./resources.ts";
import { mountPath } from "./secret-files.ts";
import { fitsScripts } from "./stores.ts";
import { code, type Judgement } from "./support.ts";
import { environmentVariables, knownText, onlySecret, refersToComponents } from "./text.ts";

export function judgeComponents(judgement: Judgement): void {
  const { layout, report, locate } = judgement;
  for (const component of layout.deployment.components) {
    const { name, requirements } = component;
    if (seatOf(component) === undefined)
      report(code, "product", {
        at: locate("components", name),
        facts: { component: name },
        help: "Use `--target k8s`, or a product that the chart brings.",
      });
    if (requirements.gpu !== undefined && "devices" in requirements.gpu)
      report(code, "devices", {
        at: locate("components", name, "requirements", "gpu"),
        facts: { component: name },
        help: "Write how many it needs, e.g. `gpu 1`.",
      });
    for (const alias of component.aliases.filter((one) => !isServiceName(one)))
      report(code, "alias", { at: locate("components", name, "aliases"), facts: { alias } });
    for (const variable of new Set(environmentVariables(component)))
      report(code, "environment", {
        at: locate("components", name, "variables"),
        facts: { variable },
        help: "Write the value, or name a Secret that has it.",
      });
  }
  judgeRoles(judgement);
  judgeStores(judgement);
  judgeConsole(judgement);
}

function judgeRoles({ layout, report, locate }: Judgement): void {
  const roles = seatedAs(layout, "role");
  const [first] = roles;
  if (first === undefined) return;
  const usual = mostFrequent(roles.map(({ component }) => component.image));
  for (const { component, seat } of roles) {
    const { name, image } = component;
    if (image !== usual)
      report(code, "images", {
        at: locate("components", name, "image"),
        facts: { component: name, image },
        help: "Use `--target k8s`, or the same image for every role.",
      });
    if (component.secretFiles.length > 0 && mountPath(seat.section, layout) === undefined)
      report(code, "certificate", {
        at: locate("tls"),
        facts: { chart: layout.chart.version, component: name },
      });
    if (scratchBytes(component) > 0)
      report(code, "scratch", {
        at: locate("components", name, "volumes"),
        severity: "note",
        facts: { component: name, size: formatBytes(scratchBytes(component)) },
      });
  }
  const same = (one: Component) => JSON.stringify(one.health);
  if (roles.some(({ component }) => same(component) !== same(first.component)))
    report(code, "health", {
      at: locate("components", first.component.name, "health"),
      severity: "note",
      facts: { component: first.component.name },
    });
}

function judgeStores(judgement: Judgement): void {
  const { layout, report, locate, isWritten } = judgement;
  for (const { component } of [...seatedAs(layout, "metadata"), ...seatedAs(layout, "brokers")]) {
    const { name, image } = component;
    if (!fitsScripts(component) && isWritten("components", name, "image"))
      report(code, "image", {
        at: locate("components", name, "image"),
        facts: { component: name, image },
        help: "Leave the image out, or use `--target k8s`.",
      });
  }
  for (const { component } of seatedAs(layout, "objects")) judgeCredentials(component, judgement);
  for (const { component } of seatedAs(layout, "brokers"))
    if (!fitsScripts(component) && !isWritten("components", component.name, "image"))
      report(code, "keeper", {
        at: locate("components", component.name),
        severity: "note",
        facts: { image: component.image },
      });
  for (const { component, seat } of seatedAs(layout, "messages"))
    if (seat.parts.length > 1)
      report(code, "single", { at: locate("components", component.name), severity: "note" });
  for (const { component } of [...seatedAs(layout, "metadata"), ...seatedAs(layout, "brokers")])
    judgeTemplates(component, judgement);
}

function judgeCredentials({ name, variables }: Component, judgement: Judgement): void {
  const { layout, report, locate } = judgement;
  const at = locate("components", name, "variables");
  const secrets = variables.flatMap(({ value }) => onlySecret(value) ?? []);
  const names = new Set(secrets.map(({ secret }) => secret));
  const keys = secrets.map(({ secret, key }) => keyInside(secret, key, layout.deployment.secrets));
  if (names.size > 1) report(code, "secrets", { at });
  else if (keys.some((key) => key !== objectKeys.user && key !== objectKeys.password))
    report(code, "keys", {
      at,
      facts: { secret: secrets[0]?.secret ?? "" },
      help: "Name the keys so in the Secret, and leave `keys` out of `credentials`.",
    });
}

/** Bitnami's charts run their texts through the template engine once more. */
function judgeTemplates({ name, variables }: Component, { report, locate }: Judgement): void {
  for (const variable of variables)
    if ((knownText(variable.value) ?? "").includes("{{"))
      report(code, "template", {
        at: locate("components", name, "variables", variable.name),
        facts: { what: variable.name },
      });
}

/** The chart tells it one address, and takes nothing else. */
function judgeConsole({ layout, report, locate }: Judgement): void {
  for (const { component } of seatedAs(layout, "console")) {
    const { name, variables, image } = component;
    for (const variable of variables)
      if (!refersToComponents(variable.value))
        report(code, "variable", {
          at: locate("components", name, "variables", variable.name),
          facts: { component: name, variable: variable.name },
        });
    if (!variables.some((variable) => variable.name === chartsVariable))
      report(code, "console", {
        at: locate("components", name),
        facts: { image },
        help: "Take an image of Attu 2, or use `--target k8s`.",
      });
  }
}

/** templates/_helpers.tpl, milvus.attu.env. */
const chartsVariable = "MILVUS_URL";

/** The one that deviates is the one to report, wherever it stands in the order of roles. */
function mostFrequent(images: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const image of images) counts.set(image, (counts.get(image) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0] as const)[0];
}
