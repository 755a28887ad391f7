/** What goes wrong between a release and this version of the chart. */
import { isRead } from "../../src/catalog/charts/index.ts";
import type { Entry } from "./entries.ts";
import { seatedAs } from "./layout.ts";
import {
  longestRelease,
  longestStatefulName,
  misreadStart,
  partName,
  pulsarSection,
  unquotedTexts,
} from "./names.ts";
import { code, type Judgement } from "./support.ts";
import { wishes } from "./values.ts";

export function judgeChart(judgement: Judgement): void {
  judgeRelease(judgement);
  judgeVersion(judgement);
  judgeTexts(judgement);
  judgeWishes(judgement);
}

function judgeRelease({ layout, report, locate }: Judgement): void {
  const { release } = layout;
  const at = locate("targets", "helm", "release");
  if (release.startsWith(misreadStart))
    report(code, "release", {
      at,
      facts: { release },
      help: "Name the release otherwise, e.g. `target helm { release my-milvus }`.",
    });
  const tooLong = longNames(release, layout);
  if (tooLong !== undefined)
    report(code, "length", {
      at,
      facts: { release, ...tooLong },
      help: "Give the release a shorter name in `target helm`.",
    });
}

/** The chart cuts some names and not others. */
function longNames(release: string, layout: Judgement["layout"]) {
  if (release.length > longestRelease) return { name: release, most: longestRelease };
  const stateful = [
    ...seatedAs(layout, "metadata").map(({ seat }) => partName(release, seat.section)),
    ...seatedAs(layout, "objects").map(({ seat }) => partName(release, seat.section)),
    ...seatedAs(layout, "brokers").map(({ seat }) => partName(release, seat.section)),
    ...seatedAs(layout, "log").map(({ seat }) => `${layout.fullName}-${seat.section}`),
    ...(seatedAs(layout, "messages").length === 0
      ? []
      : [`${partName(release, pulsarSection(layout.chart))}-zookeeper`]),
  ];
  const name = stateful.find((one) => one.length > longestStatefulName);
  return name === undefined ? undefined : { name, most: longestStatefulName };
}

function judgeVersion({ layout, report, locate }: Judgement): void {
  const { chart } = layout;
  if (isRead(chart)) return;
  report(code, "unread", {
    at: locate("targets", "helm", "chart"),
    severity: "note",
    facts: { chart: chart.version, known: chart.keysOf },
  });
}

function judgeTexts({ layout, report, locate }: Judgement): void {
  for (const { path, value } of wishes(layout)) {
    const [section = ""] = path;
    const keys = unquotedTexts.find(([name]) => name === section)?.[1];
    if (keys === undefined || !keys.includes(path.at(-1) ?? "")) continue;
    for (const text of Array.isArray(value) ? value : [value])
      if (typeof text === "string" && text !== "" && !survives(text))
        report(code, "text", {
          at: locate("dependencies"),
          facts: { what: path.join(".") },
          help: "Give it through a Secret, or choose letters, digits, `-`, `_`, `.` and `/`.",
        });
  }
}

/** Stays the same text for a reader of YAML 1.1, bare between other words. */
export function survives(text: string): boolean {
  return (
    (/^[A-Za-z/][A-Za-z0-9+/=_.,:@-]*$/.test(text) === true &&
      !/:$/.test(text) &&
      !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)) ||
    /^\d+\.\d+\.\d+\.\d+(?::\d+)?(?:,|$)/.test(text)
  );
}

/** What was asked for and no template reads. Switches of other charts are no wishes. */
function judgeWishes({ layout, report, locate }: Judgement): void {
  const { chart, seated } = layout;
  const lost = wishes(layout).filter(
    ({ path, value }) => isWish(path, value) && !chart.reads(...path),
  );
  for (const { path } of lost) {
    const [section = ""] = path;
    const component = seated.find(
      ({ seat }) => ("section" in seat ? seat.section : pulsarSection(chart)) === section,
    )?.component;
    report(code, "lost", {
      at: locate("components", component?.name ?? ""),
      severity: "note",
      facts: { chart: chart.version, key: path.join(".") },
    });
  }
}

const wished: readonly string[] = [
  "annotations",
  "podAnnotations",
  "nodeSelector",
  "tolerations",
  "topologySpreadConstraints",
  "podAntiAffinity",
  "anti_affinity_topology_key",
  "extraArgs",
];

function isWish(path: Entry["path"], value: Entry["value"]): boolean {
  return value !== undefined && value !== null && wished.includes(path.at(-1) ?? "");
}
