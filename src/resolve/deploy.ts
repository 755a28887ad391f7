/** A bound cluster to a deployment of the IR, with the origin of every value. */
import type { Chosen, Plan, PlannedComponent, Setting } from "../catalog/catalog.ts";
import { withImageFacts } from "../catalog/confinement.ts";
import { imageOf } from "../catalog/images.ts";
import { lines } from "../catalog/index.ts";
import { defaultRoleSizes, planMilvus } from "../catalog/milvus.ts";
import { productOf } from "../catalog/names.ts";
import { lineNamed, lineOf, readVersion, stableVersion } from "../catalog/version.ts";
import { createReport, safeFix } from "../diagnostics/define.ts";
import type { Diagnostic, Fix, Result } from "../diagnostics/diagnostic.ts";
import { compareText } from "../diagnostics/diagnostic.ts";
import { invariant } from "../diagnostics/invariant.ts";
import type { Resolved } from "../model/resolved.ts";
import type { Component, Deployment, Need } from "../model/schema.ts";
import { allowances, targetSettings } from "./blocks.ts";
import { argumentOf, type Bound, hasWord, textOf, wordOf } from "./bound.ts";
import { configure, type FileKey } from "./configure.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { type ChosenDependency, chooseDependencies, toDependency } from "./dependencies.ts";
import { resolveCodes } from "./diagnostics.ts";
import { connect, sharesOf } from "./networks.ts";
import { startOrder } from "./order.ts";
import { overlay } from "./overlay.ts";
import type { BoundCluster } from "./program.ts";
import { advertise, publish } from "./publish.ts";
import { createOriginRecord } from "./record.ts";
import { applyRegistry } from "./registry.ts";
import { type ChosenRole, chooseRoles } from "./roles.ts";
import { createSecretBook, rootPassword, type SecretBook, tlsSecrets } from "./secrets.ts";
import { mergeSizes } from "./sizes.ts";
import { type Planned, planWorkload, sizedProduct, sizedRole } from "./workload.ts";

export interface DeployPlan {
  /** Codes that `allow` may name. */
  readonly knownCodes: readonly string[];
  /** Keys of the files that `config file` names. */
  readonly fileKeys: readonly FileKey[];
}

/** A cluster without a mode of its own or a parent's is a template, and nothing to deploy. */
export function deploy(cluster: BoundCluster, plan: DeployPlan): Result<Resolved | undefined> {
  const diagnostics: Diagnostic[] = [];
  const context = createContext(cluster, (diagnostic) => diagnostics.push(diagnostic));
  if (context === undefined) return { value: undefined, diagnostics };
  const secrets = createSecretBook();
  const dependencies = chooseDependencies(context, secrets);
  const workload = planWorkload(context);
  const setting = settingOf(context, dependencies, workload, secrets);
  const roles = chooseRoles(context, workloadCounts(workload));
  const planned = planAll(context, setting, dependencies, roles, workload);
  const configured = configure(context, setting, planned.components, plan.fileKeys, secrets);
  const advertised = planned.components.map((one) => advertise(context, one));
  const components = advertised.map(({ component, bound }) =>
    withImageFacts(
      withVariables(overlay(context, component, bound), [...configured.variables]),
      context.milvusVersion,
    ),
  );
  const publications = publish(context, components);
  const networks = connect(context, components, publications);
  const deployment: Deployment = {
    name: cluster.name,
    file: cluster.document.source.name.replace(/^.*[\\/]/, ""),
    mode: context.mode,
    environment: context.environment,
    milvusVersion: context.milvusVersion,
    ...optional("registry", textOf(cluster.body.get("registry"), "registry")),
    ...optional("host", textOf(cluster.body.get("host"), "host")),
    components,
    jobs: planned.jobs.map((job) => ({ ...job, image: imageFor(job.component, components) })),
    dependencies: dependencies.map(toDependency),
    externals: dependencies.flatMap(({ chosen }) => externalOf(chosen)),
    needs: planned.needs,
    shares: sharesOf(networks),
    networks: [...networks],
    waits: planned.waits,
    startOrder: startOrder(components, planned.jobs, planned.waits),
    publications: [...publications],
    // Replicas that other networks dial need one as well, so a distributed cluster names it whatever it publishes.
    ...(context.mode === "distributed" || publications.some(({ balanced }) => balanced)
      ? { helpers: { balancer: applyRegistry(context, imageOf("haproxy", context.line.name)) } }
      : {}),
    secrets: secrets.all(),
    authorization: setting.authorization,
    tls: setting.tls,
    configuration: configured.configuration,
    ...optional("workload", workload?.workload),
    allowances: allowances(context, components, plan.knownCodes),
    targets: targetSettings(context, components),
  };
  recordStatements(context);
  return { value: { deployment, origins: context.record.origins }, diagnostics };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
}

function createContext(
  cluster: BoundCluster,
  add: (diagnostic: Diagnostic) => void,
): ResolveContext | undefined {
  const { mode } = cluster;
  if (mode === undefined) return undefined;
  const report = createReport(resolveCodes, add);
  const record = createOriginRecord();
  record.written("", cluster.nameSpan);
  if (cluster.modeSpan !== undefined) record.written("mode", cluster.modeSpan);
  const version = cluster.body.get("milvus");
  const milvusVersion = readMilvusVersion(report, version);
  const attempt = cluster.body.attempted?.get("milvus");
  if (attempt !== undefined) record.written("milvusVersion", attempt);
  else if (version === undefined)
    record.defaulted(
      "milvusVersion",
      `${stableVersion} is the catalogue's stable version: its source and its chart were both read`,
      cluster.nameSpan,
    );
  else record.written("milvusVersion", version.words);
  const environment = wordOf(cluster.body.get("environment")) as
    | Deployment["environment"]
    | undefined;
  if (environment === undefined)
    record.defaulted(
      "environment",
      "`development` is the default (language reference, `environment`)",
      cluster.nameSpan,
    );
  else record.written("environment", (cluster.body.get("environment") as Bound).words);
  const line = lineOf(milvusVersion) ?? lineNamed("2.6");
  if (line === undefined) return undefined;
  return {
    cluster,
    report,
    record,
    mode,
    environment: environment ?? "development",
    milvusVersion,
    line,
  };
}

/** The written version, or the stable one where it is missing or wrong (which is reported). */
function readMilvusVersion(report: ResolveContext["report"], bound: Bound | undefined): string {
  const written = argumentOf(bound, "version");
  if (written === undefined) return stableVersion;
  const read = readVersion(written.text);
  const at = written.span;
  const fix = (version: string): Fix[] => [
    safeFix(`write \`${version}\``, { span: at, text: version }),
  ];
  const offered = (version: string) => fix(version).map((one) => ({ ...one, safe: false }));
  const facts = { found: written.text };
  switch (read.kind) {
    case "version": {
      if (lineOf(read.version) !== undefined) return read.version;
      const known = lines.map(({ name }) => name).join(", ");
      const line = read.version.split(".").slice(0, 2).join(".");
      report("exact-milvus-version", "line", {
        at,
        facts: { line, known },
        help: "Take a release of a line that it knows; `milvusc upgrade` knows the steps between them.",
      });
      return stableVersion;
    }
    case "prefixed":
      report("exact-milvus-version", "prefix", { at, fixes: fix(read.version) });
      return lineOf(read.version) === undefined ? stableVersion : read.version;
    case "line": {
      const fixes = read.candidates.flatMap(offered);
      report("exact-milvus-version", "short", { at, facts, fixes });
      return read.candidates[0] ?? stableVersion;
    }
    case "pre-release": {
      const isKnown = lineOf(read.release) !== undefined;
      const fixes = isKnown ? offered(read.release) : [];
      report("exact-milvus-version", "prerelease", { at, facts, fixes });
      return isKnown ? read.release : stableVersion;
    }
    case "image":
      report("exact-milvus-version", "image", { at, facts, fixes: offered(read.release) });
      return lineOf(read.release) === undefined ? stableVersion : read.release;
    case "floating":
      report("exact-milvus-version", "floating", { at, facts });
      return stableVersion;
    default:
      report("exact-milvus-version", "form", { at, facts });
      return stableVersion;
  }
}

function settingOf(
  context: ResolveContext,
  dependencies: readonly ChosenDependency[],
  workload: Planned | undefined,
  secrets: SecretBook,
): Setting {
  const { body, name } = context.cluster;
  const [metadata, objects, queue] = dependencies.map(({ chosen }) => chosen) as [
    Chosen,
    Chosen,
    Chosen,
  ];
  const tls = body.get("tls");
  const { certificate, ca } = tlsSecrets(context, secrets);
  return {
    cluster: name,
    mode: context.mode,
    environment: context.environment,
    milvusVersion: context.milvusVersion,
    line: context.line,
    metadata,
    objects,
    queue,
    authorization: hasWord(body.get("authorization"), "on"),
    ...optional("rootPassword", rootPassword(context, secrets)),
    tls: hasWord(tls, "mutual") ? "mutual" : hasWord(tls, "server") ? "server" : "off",
    ...(certificate === undefined
      ? {}
      : { certificate: { secret: certificate, authority: ca ?? certificate } }),
    ...optional("workload", workload?.workload),
  };
}

function workloadCounts(planned: Planned | undefined) {
  return new Map(
    (planned?.sizing.roles ?? []).map(
      ({ role, count, because }) => [role, { count, because }] as const,
    ),
  );
}

interface PlannedAll {
  readonly components: readonly { component: PlannedComponent; bound: Bound | undefined }[];
  readonly jobs: Plan["jobs"];
  readonly needs: Need[];
  readonly waits: Deployment["waits"];
}

/** Dependencies first, then Milvus, then what stands beside it. */
function planAll(
  context: ResolveContext,
  setting: Setting,
  dependencies: readonly ChosenDependency[],
  roles: readonly ChosenRole[],
  workload: Planned | undefined,
): PlannedAll {
  const plans: { plan: Plan; bound: (component: PlannedComponent) => Bound | undefined }[] = [];
  for (const { chosen, bound } of dependencies) {
    if (chosen.count === 0 || chosen.external !== undefined) continue;
    const { product, count } = chosen;
    const sized = sizedProduct(workload, product.name);
    const sizes = mergeSizes(
      context,
      product.name,
      bound,
      sized,
      product.defaultSizes(setting, count),
    );
    plans.push({ plan: product.plan(setting, count, sizes), bound: () => bound });
  }
  const sizedRoles = roles.map(({ name, count, bound }) => ({
    name,
    count,
    sizes: mergeSizes(
      context,
      name,
      bound,
      sizedRole(workload, name),
      defaultRoleSizes(setting, name),
    ),
  }));
  plans.push({
    plan: planMilvus(setting, sizedRoles),
    bound: ({ role }) => roles.find(({ name }) => name === role)?.bound,
  });
  const console_ = planConsole(context, setting);
  if (console_ !== undefined) plans.push(console_);
  recordExistence(context, plans);
  return {
    components: plans.flatMap(({ plan, bound }) =>
      plan.components.map((component) => ({ component, bound: bound(component) })),
    ),
    jobs: plans.flatMap(({ plan }) => plan.jobs),
    needs: plans.flatMap(({ plan }) => plan.needs).sort(compareNeeds),
    waits: plans
      .flatMap(({ plan }) => plan.waits)
      .sort((a, b) => compareText(a.component, b.component) || compareText(a.for, b.for)),
  };
}

function planConsole(context: ResolveContext, setting: Setting) {
  const bound = context.cluster.body.get("attu");
  const product = productOf("attu");
  if (bound === undefined || product === undefined) return undefined;
  const sizes = mergeSizes(context, "attu", bound, undefined, product.defaultSizes(setting, 1));
  return { plan: product.plan(setting, 1, sizes), bound: () => bound };
}

/** A job runs in the image of its component, also where people wrote another. */
function imageFor(component: string, components: readonly Component[]): string {
  const owner = components.find(({ name }) => name === component);
  invariant(owner !== undefined, `a job of ${component}, which is not there`);
  return owner.image;
}

/** Every component has an origin of its own, so that each of its values has one. */
function recordExistence(
  context: ResolveContext,
  plans: readonly { plan: Plan; bound: (component: PlannedComponent) => Bound | undefined }[],
): void {
  for (const { plan, bound } of plans)
    for (const component of plan.components) {
      const path = `components/${component.name}`;
      const written = bound(component);
      if (written !== undefined) context.record.written(path, written.words);
      else
        context.record.defaulted(
          path,
          `part of every ${context.mode} cluster of Milvus ${context.line.name} (${context.line.source})`,
          nearOf(context),
        );
      if (component.group !== component.name) recordPart(context, component);
    }
}

/** Cpu and memory of a product are each process's, and so is where they come from. */
function recordPart({ record }: ResolveContext, { name, group }: PlannedComponent): void {
  for (const setting of ["cpu", "memory"]) {
    const origin = record.origins.get(`components/${group}/requirements/${setting}`);
    if (origin !== undefined) record.copy(`components/${name}/requirements/${setting}`, origin);
  }
}

function compareNeeds(a: Need, b: Need): number {
  return (
    compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.endpoint, b.endpoint)
  );
}

function externalOf({ external, product }: Chosen): Deployment["externals"] {
  if (external === undefined) return [];
  const addresses = external.endpoints.map(({ host, port }) => ({ host, port }));
  return [{ name: product.name, addresses, tls: external.tls }];
}

/** Configuration that travels as variables reaches every process that reads configuration. */
function withVariables(component: Component, variables: Component["variables"]): Component {
  if (!component.configured || variables.length === 0) return component;
  const names = new Set(variables.map(({ name }) => name));
  const kept = component.variables.filter(({ name }) => !names.has(name));
  return { ...component, variables: [...kept, ...variables] };
}

/** Statements that stand for one value each. */
function recordStatements({ cluster, record }: ResolveContext): void {
  for (const name of ["registry", "host", "authorization", "tls"]) {
    const bound = cluster.body.get(name);
    if (bound !== undefined) record.written(name, bound.words);
  }
}
