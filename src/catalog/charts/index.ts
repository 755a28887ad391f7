/** What is known of the Milvus Helm chart: which one deploys a Milvus version, and which keys it reads. */
import { chartTable } from "../generated/chart-table.ts";
import { compareVersions, isAtLeast, lineName } from "../version.ts";

/**
 * A key's default (a text, number or switch; `[]` a list; nothing known is null), the same by range of charts
 * (`@`), or the keys below it; `*` among them: it takes any.
 */
type Node = string | number | boolean | null | readonly [] | Branch;
interface Branch {
  readonly [key: string]: Node | typeof anything | readonly History[];
}
type History = readonly [first: string, last: string | null, default_?: Node];
const anything = 0;

interface Table {
  readonly source: string;
  /** Chart and the Milvus version that it was made for, the oldest first. */
  readonly charts: readonly (readonly [chart: string, milvus: string])[];
  /** Sub-charts by their key, from a chart on. */
  readonly dependencies: readonly (readonly [
    from: string,
    parts: Readonly<Record<string, string>>,
  ])[];
  readonly keys: Branch;
  readonly parts: Readonly<Record<string, Branch>>;
}

/** One text, as the table of configuration keys is: read in the one program in many that asks for it. */
let table: Table | undefined;
function read(): Table {
  table ??= JSON.parse(chartTable) as Table;
  return table;
}

/** The chart's repository, as `helm repo add` takes it. */
export const chartRepository = "https://zilliztech.github.io/milvus-helm/";
export const chartName = "milvus/milvus";

/**
 * By Milvus line, the newest chart that was made for it. 4.2.21 to 4.2.29 are left out: there the keys of both
 * Pulsars change places (README.md of the chart). Of those for 3.0 only release notes were read
 * (zilliztech/milvus-helm PR #316).
 */
const chartOfLine: Readonly<Record<string, string>> = {
  "2.2": "4.0.34",
  "2.3": "4.1.28",
  "2.4": "4.2.20",
  "2.5": "4.2.58",
  "2.6": "5.0.19",
  "3.0": "5.0.28",
};

/** The last chart that merges its configuration into milvus.yaml: what 2.4.0 needs, which reads no other file. */
const lastMerging = "4.1.36";

/** Nothing for a line without a chart. */
export function chartFor(milvusVersion: string): string | undefined {
  const line = lineName(milvusVersion);
  const isOldest = line === "2.4" && !isAtLeast(milvusVersion, "2.4.1");
  return isOldest ? lastMerging : chartOfLine[line];
}

export interface Chart {
  readonly version: string;
  /** The chart whose keys are taken for its own: itself, or the newest that was read. */
  readonly keysOf: string;
  /** A template acts on this key, or on what holds it. */
  readonly reads: (...path: readonly string[]) => boolean;
  /** Its default is a map, also where Kubernetes has a list there: Helm takes nothing else. */
  readonly isMap: (...path: readonly string[]) => boolean;
  /** Where it is a text, number or switch. */
  readonly defaultOf: (...path: readonly string[]) => string | number | boolean | undefined;
}

export function chartNamed(version: string): Chart {
  const { charts } = read();
  const known = charts.map(([chart]) => chart);
  const keysOf =
    known.findLast((chart) => compareVersions(chart, version) <= 0) ?? (known[0] as string);
  const find = finder(keysOf);
  return {
    version,
    keysOf,
    reads: (...path) => find(path) !== undefined,
    isMap: (...path) => {
      const found = find(path);
      return typeof found === "object" && found !== null && !Array.isArray(found);
    },
    defaultOf: (...path) => {
      const found = find(path);
      return typeof found === "object" || found === undefined ? undefined : found;
    },
  };
}

/** Whether this very chart was read. */
export function isRead({ version, keysOf }: Chart): boolean {
  return version === keysOf;
}

/** Path of the text that becomes user.yaml; the one way to every option of Milvus (templates/configmap.yaml). */
export const userFilePath = ["extraConfigFiles", "user.yaml"] as const;

/** What a chart has at a path; nothing where no template asks for it. */
function finder(chart: string): (path: readonly string[]) => Node | undefined {
  const { keys, dependencies, parts } = read();
  const uses = dependencies.findLast(([from]) => compareVersions(from, chart) <= 0)?.[1] ?? {};
  return (path) => {
    const own = walk(keys, path, chart);
    if (own !== undefined) return own;
    const [section = "", ...rest] = path;
    const part = parts[uses[section] ?? ""];
    return part === undefined ? undefined : walk(part, rest, chart);
  };
}

function walk(root: Branch, path: readonly string[], chart: string): Node | undefined {
  let at: Node | undefined = root;
  let isOpen = false;
  for (const key of path) {
    if (at === null || Array.isArray(at)) return null;
    if (typeof at !== "object") return undefined;
    const branch: Branch = at as Branch;
    const next = branch[key] as Node | undefined;
    isOpen ||= branch["*"] === anything;
    if (next === undefined) return isOpen ? null : undefined;
    at = resolved(next, chart);
  }
  return at;
}

function resolved(node: Node, chart: string): Node | undefined {
  if (node === null || typeof node !== "object" || Array.isArray(node)) return node;
  const history = (node as Branch)["@"] as readonly History[] | undefined;
  if (history === undefined) return node;
  const found = history.find(
    ([first, last]) =>
      compareVersions(first, chart) <= 0 && (last === null || compareVersions(chart, last) <= 0),
  );
  return found === undefined ? undefined : (found[2] ?? null);
}
