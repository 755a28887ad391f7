/** Milvus versions: reading and comparing them, and the facts that changed between two patches. */
import type { MilvusLine } from "./catalog.ts";
import { lines } from "./index.ts";

/** The newest whose source and chart were both read; what a program without `milvus` gets. */
export const stableVersion = "2.6.15";

/**
 * What a word that stands for a version is; everything but `version` is an error with a wording of
 * its own.
 */
export type ReadVersion =
  | { readonly kind: "version"; readonly version: string }
  /** `v2.4.15`: exactly one form is right. */
  | { readonly kind: "prefixed"; readonly version: string }
  /** `2.4`: the patches that may be meant, the newest first. */
  | { readonly kind: "line"; readonly line: string; readonly candidates: readonly string[] }
  /** `2.6.0-rc1`, and the release that it led to. */
  | { readonly kind: "pre-release"; readonly release: string }
  /** `v2.6.15-gpu`, `milvusdb/milvus:v2.6.15`, and the release that it is of. */
  | { readonly kind: "image"; readonly release: string }
  /** `latest`, `master`, `nightly`: another Milvus tomorrow. */
  | { readonly kind: "floating" }
  | { readonly kind: "malformed" };

export function readVersion(text: string): ReadVersion {
  const number = "(?:0|[1-9]\\d{0,5})";
  const release = new RegExp(`^(v?)(${number}\\.${number}\\.${number})(.*)$`, "i").exec(text);
  if (release !== null) {
    const [, prefix, version, rest] = release as unknown as [string, string, string, string];
    if (rest === "") return { kind: prefix === "" ? "version" : "prefixed", version };
    // Images of a release for other hardware carry such an ending; `gpu` is a setting of a role.
    if (/^-(?:gpu|arm64|amd64)/.test(rest)) return { kind: "image", release: version };
    return /^[-.+]?[a-z]/i.test(rest)
      ? { kind: "pre-release", release: version }
      : { kind: "malformed" };
  }
  const tagged = new RegExp(`[/:]v?(${number}\\.${number}\\.${number})(?:-\\w+)?$`).exec(text);
  if (tagged !== null) return { kind: "image", release: tagged[1] as string };
  const partial = new RegExp(`^v?(${number}(?:\\.${number})?)(?:\\.x)?$`, "i").exec(text);
  if (partial !== null) {
    const name = partial[1] as string;
    const near = lines.filter((line) => line.name === name || line.name.startsWith(`${name}.`));
    return { kind: "line", line: name, candidates: near.map(({ newest }) => newest).reverse() };
  }
  return /^[a-z]+(?:-[a-z0-9-]+)?$/i.test(text) ? { kind: "floating" } : { kind: "malformed" };
}

/** Negative when `a` is older. Both are `X.Y.Z`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The same few versions are compared some thousand times. */
const numbersByVersion = new Map<string, readonly number[]>();

function numbersOf(version: string): readonly number[] {
  const numbers = numbersByVersion.get(version) ?? version.split(".").map(Number);
  numbersByVersion.set(version, numbers);
  return numbers;
}

export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}

/** `2.4` of `2.4.24`. */
export function lineName(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

export function lineNamed(name: string): MilvusLine | undefined {
  return lines.find((line) => line.name === name);
}

/** Nothing when the catalogue does not know the line. */
export function lineOf(version: string): MilvusLine | undefined {
  return lineNamed(lineName(version));
}

/** A patch that came after the catalogue was made. */
export function isNewerThanKnown(version: string): boolean {
  const line = lineOf(version);
  return line !== undefined && compareVersions(version, line.newest) > 0;
}

/**
 * Port of rootcoord, and of the mixcoord that took it over: 53100 lies in Linux's ephemeral range,
 * so 2.6.8 moved it (milvus-io/milvus 49de65d1dd1, 416113d11a8, #46255).
 */
export function rootCoordPort(version: string): number {
  return isAtLeast(version, "2.6.8") ? 22125 : 53100;
}

/**
 * GET /livez on the metrics port, which does not ask for dependencies (milvus-io/milvus
 * b948c62413b).
 */
export function hasLivez(version: string): boolean {
  return isAtLeast(version, "2.6.7");
}

/** /management/* on the metrics port, for rolling upgrades (milvus-io/milvus 45135692078). */
export function hasManagement(version: string): boolean {
  return isAtLeast(version, "2.4.5");
}

/**
 * Where settings are read as a file that lies over milvus.yaml; nothing where only variables can
 * change single settings (milvus-io/milvus 6055a897130, pkg/util/paramtable/base_table.go).
 */
export function configurationFile(version: string): string | undefined {
  return isAtLeast(version, "2.4.1") ? "/milvus/configs/user.yaml" : undefined;
}

/**
 * The key `mq.type` (milvus-io/milvus configs/milvus.yaml @2.3.0); before, empty addresses decide.
 */
export function hasQueueType(version: string): boolean {
  return isAtLeast(version, "2.3.0");
}

/**
 * `mq.type` is stored at the first start and cannot be changed by a setting any more
 * (milvus-io/milvus c384d2fa176, first in 2.6.13 or 2.6.14).
 */
export function storesQueueType(version: string): boolean {
  return isAtLeast(version, "2.6.13");
}

/** mixcoord always stands by for another one (milvus-io/milvus 681822d1d79, about 2.6.8). */
export function alwaysStandsBy(version: string): boolean {
  return isAtLeast(version, "2.6.8");
}

/** User of the image; nothing means root (milvus-io/milvus 7cb76515239, not in 2.6.19). */
export function imageUser(version: string): { uid: number; gid: number } | undefined {
  return isAtLeast(version, "3.0.0") ? { uid: 999, gid: 999 } : undefined;
}

/**
 * Docker's default system call filter stops it (deployments/docker/standalone/docker-compose.yml
 * @2.3.0).
 */
export function needsUnconfined(version: string): boolean {
  return isAtLeast(version, "2.3.0");
}

/**
 * Value of common.storageType for MinIO and S3. `remote` came during 2.3, where `minio` still works
 * in every patch (internal/storage/factory.go @2.3.0, @2.4.0).
 */
export function remoteStorageType(version: string): "minio" | "remote" {
  return isAtLeast(version, "2.4.0") ? "remote" : "minio";
}

/**
 * A woodpecker inside Milvus stops at its start when the object store lacks conditional writes
 * (zilliztech/ woodpecker#54; dab59810d0d in 2.6.8 falls back to locks in etcd).
 */
export function needsConditionalWrites(version: string): boolean {
  return isAtLeast(version, "2.6.0") && !isAtLeast(version, "2.6.8");
}

/**
 * `common.security.defaultRootPassword` (the catalogue's table of keys: configs/milvus.yaml
 * @2.4.7).
 */
export function hasRootPassword(version: string): boolean {
  return isAtLeast(version, "2.4.7");
}

/**
 * The first that logs in to etcd: no patch of 2.3 reads `etcd.auth` (pkg/util/paramtable/service_param.go
 * @2.3.22), and 2.4.0 does not where it watches its configuration (milvus-io/milvus#31633).
 */
export const firstWithEtcdLogin = "2.4.1";

/** `proxy.http.port`, REST on a port of its own (configs/milvus.yaml @2.2.13 and later). */
export function hasRestPort(version: string): boolean {
  return isAtLeast(version, "2.2.13");
}

export interface Vulnerability {
  readonly id: string;
  readonly summary: string;
  /** The first patch without it, by line; older lines have none, newer ones never had it. */
  readonly fixedIn: Readonly<Record<string, string>>;
  readonly source: string;
}

export const vulnerabilities: readonly Vulnerability[] = [
  {
    id: "CVE-2025-64513",
    summary: "logins can be bypassed through the proxy",
    fixedIn: { "2.4": "2.4.24", "2.5": "2.5.21", "2.6": "2.6.5" },
    source: "CVE-2025-64513",
  },
  {
    id: "CVE-2026-26190",
    summary: "the metrics port answers management requests without a login",
    fixedIn: { "2.5": "2.5.27", "2.6": "2.6.10" },
    source: "GHSA-7ppg-37fh-vcr6",
  },
];

/**
 * Known vulnerabilities of a version, with the first patch of its line without it, where there is
 * one.
 */
export function vulnerabilitiesOf(
  version: string,
): readonly { readonly vulnerability: Vulnerability; readonly fixedIn?: string }[] {
  const line = lineName(version);
  return vulnerabilities.flatMap((vulnerability) => {
    const fixedIn = vulnerability.fixedIn[line];
    if (fixedIn !== undefined)
      return isAtLeast(version, fixedIn) ? [] : [{ vulnerability, fixedIn }];
    const isNewer = Object.values(vulnerability.fixedIn).every((fixed) =>
      isAtLeast(version, fixed),
    );
    return isNewer ? [] : [{ vulnerability }];
  });
}
