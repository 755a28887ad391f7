/** Reading and comparing versions, and the patches at which facts change. */
import { expect, it } from "vitest";
import {
  alwaysStandsBy,
  compareVersions,
  configurationFile,
  hasLivez,
  hasManagement,
  hasQueueType,
  hasRestPort,
  hasRootPassword,
  imageUser,
  isNewerThanKnown,
  lineOf,
  needsConditionalWrites,
  needsUnconfined,
  readVersion,
  remoteStorageType,
  rootCoordPort,
  storesQueueType,
  vulnerabilitiesOf,
} from "../../src/catalog/version.ts";

it.each([
  ["2.4.24", { kind: "version", version: "2.4.24" }],
  ["10.0.0", { kind: "version", version: "10.0.0" }],
  ["v2.4.15", { kind: "prefixed", version: "2.4.15" }],
  ["2.4", { kind: "line", line: "2.4", candidates: ["2.4.24"] }],
  ["v2.4", { kind: "line", line: "2.4", candidates: ["2.4.24"] }],
  ["2.4.x", { kind: "line", line: "2.4", candidates: ["2.4.24"] }],
  ["3", { kind: "line", line: "3", candidates: ["3.0.0"] }],
  ["9.9", { kind: "line", line: "9.9", candidates: [] }],
  ["v2.6.15-gpu", { kind: "image", release: "2.6.15" }],
  ["milvusdb/milvus:v2.6.15", { kind: "image", release: "2.6.15" }],
  ["2.6.0-rc1", { kind: "pre-release", release: "2.6.0" }],
  ["v2.6.0-beta", { kind: "pre-release", release: "2.6.0" }],
  ["latest", { kind: "floating" }],
  ["master-latest", { kind: "floating" }],
  ["2.04.1", { kind: "malformed" }],
  ["2.4.1.2", { kind: "malformed" }],
  ["2..1", { kind: "malformed" }],
  ["", { kind: "malformed" }],
])("reads %s", (text, wanted) => {
  expect(readVersion(text)).toEqual(wanted);
});

it("compares numbers, not texts", () => {
  const sorted = ["2.10.0", "2.6.15", "2.6.9", "3.0.0", "2.6.10"].sort(compareVersions);
  expect(sorted).toEqual(["2.6.9", "2.6.10", "2.6.15", "2.10.0", "3.0.0"]);
  expect(compareVersions("2.4.1", "2.4.1")).toBe(0);
});

it("knows lines, and when a patch is newer than they are", () => {
  expect(lineOf("2.5.3")?.name).toBe("2.5");
  expect(lineOf("2.7.0")).toBeUndefined();
  expect(isNewerThanKnown("2.4.24")).toBe(false);
  expect(isNewerThanKnown("2.4.25")).toBe(true);
  expect(isNewerThanKnown("2.7.0")).toBe(false);
});

it.each([
  ["livez", hasLivez, "2.6.6", "2.6.7"],
  ["management", hasManagement, "2.4.4", "2.4.5"],
  ["user.yaml", (v: string) => configurationFile(v) !== undefined, "2.4.0", "2.4.1"],
  ["mq.type", hasQueueType, "2.2.16", "2.3.0"],
  ["stored mq.type", storesQueueType, "2.6.12", "2.6.13"],
  ["standby", alwaysStandsBy, "2.6.7", "2.6.8"],
  ["uid 999", (v: string) => imageUser(v)?.uid === 999, "2.6.19", "3.0.0"],
  ["seccomp", needsUnconfined, "2.2.16", "2.3.0"],
  ["remote", (v: string) => remoteStorageType(v) === "remote", "2.3.22", "2.4.0"],
  ["port 22125", (v: string) => rootCoordPort(v) === 22125, "2.6.7", "2.6.8"],
  ["root password", hasRootPassword, "2.4.6", "2.4.7"],
  ["REST port", hasRestPort, "2.2.12", "2.2.13"],
  ["conditional writes", needsConditionalWrites, "2.5.27", "2.6.0"],
  ["no conditional writes", (v: string) => !needsConditionalWrites(v), "2.6.7", "2.6.8"],
] as const)("%s changes between %s patches", (_name, fact, last, first) => {
  expect([fact(last), fact(first)]).toEqual([false, true]);
});

it.each([
  ["2.2.16", { "CVE-2025-64513": "never", "CVE-2026-26190": "never" }],
  ["2.4.23", { "CVE-2025-64513": "2.4.24", "CVE-2026-26190": "never" }],
  ["2.4.24", { "CVE-2026-26190": "never" }],
  ["2.5.20", { "CVE-2025-64513": "2.5.21", "CVE-2026-26190": "2.5.27" }],
  ["2.5.26", { "CVE-2026-26190": "2.5.27" }],
  ["2.5.27", {}],
  ["2.6.4", { "CVE-2025-64513": "2.6.5", "CVE-2026-26190": "2.6.10" }],
  ["2.6.10", {}],
  ["3.0.0", {}],
])("vulnerabilities of %s", (version, wanted) => {
  const found = vulnerabilitiesOf(version).map(({ vulnerability, fixedIn }) => [
    vulnerability.id,
    fixedIn ?? "never",
  ]);
  expect(Object.fromEntries(found)).toEqual(wanted);
});
