/** Milvus roles: which run, how many, with what environment, files, probes and disks. */
import { userFilePath } from "../../src/catalog/charts/index.ts";
import { nestSettings } from "../../src/emit/nest.ts";
import { splitImage } from "../../src/emit/split-image.ts";
import { printYaml } from "../../src/emit/yaml.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component, Health } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import { isWiredByFile } from "./external.ts";
import { type Layout, seatedAs } from "./layout.ts";
import { roleSections, singleSection, streamingSection } from "./names.ts";
import { annotationsOf, place, spread } from "./placement.ts";
import { resources } from "./resources.ts";
import { secretMounts } from "./secret-files.ts";
import { environment } from "./text.ts";

type RoleSeat = ReturnType<typeof seatedAs<"role">>[number];

export function milvus(layout: Layout): readonly Entry[] {
  const roles = seatedAs(layout, "role");
  const bySection = new Map(roles.map((role) => [role.seat.section, role]));
  const [first] = roles;
  return [
    ...(first === undefined ? [] : image(first.component)),
    ...(first === undefined ? [] : probes(first.component.health)),
    userFile(layout),
    ...roleSections.flatMap((section) => {
      const role = bySection.get(section);
      return role === undefined ? absent(section, layout) : present(role, layout);
    }),
  ];
}

function image(component: Component): readonly Entry[] {
  const { repository, tag } = splitImage(component.image);
  return [entry(["image", "all", "repository"], repository), entry(["image", "all", "tag"], tag)];
}

/** The one way to Milvus' settings that every chart has; it lies over what the chart writes itself. */
function userFile({ deployment }: Layout): Entry {
  const { file, settings } = deployment.configuration;
  const isEmpty = file === undefined || settings.length === 0;
  const text = isEmpty ? "# No settings of its own.\n" : printYaml([nestSettings(settings)]);
  return entry(userFilePath, text, "Milvus' own settings, over what the chart writes.");
}

/** A chart has no probe for the start, so what lives is not asked before Milvus may be up. */
function probes(health: Health): readonly Entry[] {
  const { startSeconds, intervalSeconds, timeoutSeconds, retries } = health;
  const every = whole(intervalSeconds);
  const often = Math.min(every, readinessSeconds);
  const timeout = (period: number) => Math.min(whole(timeoutSeconds), period);
  return [
    ...probe("livenessProbe", [Math.round(startSeconds), every, timeout(every), retries]),
    ...probe("readinessProbe", [often, often, timeout(often), Math.min(retries, 3)]),
  ];
}

const readinessSeconds = 10;

function probe(
  section: string,
  [start, period, timeout, failures]: readonly [number, number, number, number],
): readonly Entry[] {
  return [
    entry([section, "enabled"], true),
    entry([section, "initialDelaySeconds"], start),
    entry([section, "periodSeconds"], period),
    entry([section, "timeoutSeconds"], timeout),
    entry([section, "failureThreshold"], failures),
  ];
}

function whole(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}

function absent(section: string, { deployment }: Layout): readonly Entry[] {
  if (section === singleSection || section === streamingSection) return [];
  // Outside a cluster none of them runs, whatever its switch says.
  return deployment.mode === "distributed" ? [entry([section, "enabled"], false)] : [];
}

function present({ component, seat }: RoleSeat, layout: Layout): readonly Entry[] {
  const { section, label } = seat;
  const isSwitched = section !== singleSection && section !== streamingSection;
  const labels = { ...milvusLabels(layout), component: label };
  const own = [section];
  return [
    entry([section, "enabled"], isSwitched ? true : undefined),
    entry([section, "replicas"], component.count),
    ...standby(component, section),
    entry([section, "hpa", "enabled"], false),
    ...resources(own, component, layout),
    ...disk(component, section),
    ...spread(own, component, labels, layout),
    ...place(own, component, layout),
    annotations(component, section, layout),
    extraEnvironment(component, section, layout),
    ...secretMounts(component, section, layout),
    ...(section === singleSection ? persistence(component, layout) : []),
  ];
}

export function milvusLabels({ release }: Layout): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": release };
}

/** Two of a coordinator work only beside a standby; one alone is stopped before it is replaced. */
function standby(component: Component, section: string): readonly Entry[] {
  const path = [section, "activeStandby", "enabled"];
  return [entry(path, component.count > 1)];
}

function annotations(component: Component, section: string, layout: Layout): Entry {
  const own = [section, "annotations"];
  const all = ["annotations"];
  // The only role there is: what holds for all holds for it.
  const path = section === singleSection && !layout.chart.reads(...own) ? all : own;
  return entry(path, annotationsOf(component, layout));
}

/** Wiring that the chart writes into its own file is not said again. */
function extraEnvironment(component: Component, section: string, layout: Layout): Entry {
  const variables = component.variables.filter((variable) => !isWiredByFile(variable, layout));
  return entry([section, "extraEnv"], environment(variables, layout));
}

/**
 * The chart mounts the node's disk where segments lie. For the standalone it would hide what its volume keeps
 * (templates/standalone-deployment.yaml).
 */
function disk({ volumes }: Component, section: string): readonly Entry[] {
  const isScratch = section !== singleSection && volumes.some(({ kept }) => !kept);
  return [
    entry([section, "disk", "enabled"], isScratch),
    entry([section, "disk", "size", "enabled"], false),
  ];
}

function persistence({ volumes }: Component, { options }: Layout): readonly Entry[] {
  const kept = volumes.find((volume) => volume.kept);
  const claim = [singleSection, "persistence", "persistentVolumeClaim"];
  return [
    entry([singleSection, "persistence", "enabled"], kept !== undefined),
    entry([singleSection, "persistence", "mountPath"], kept?.path),
    entry([...claim, "size"], kept && formatBytes(Math.round(kept.sizeBytes))),
    entry([...claim, "storageClass"], kept && options.storageClass),
  ];
}
