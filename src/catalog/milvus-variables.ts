/** The environment of a Milvus process: wiring, and what statements decide. */
import type { Text, Variable } from "../model/schema.ts";
import type { PlannedRole, RoleName, Setting } from "./catalog.ts";
import { environmentName, reducedName } from "./configuration.ts";
import { restPort, roleNamed, runsMixture } from "./roles.ts";
import { hasRestPort, hasRootPassword, rootCoordPort } from "./version.ts";

/**
 * Where the certificate is mounted; the folder is ours, Milvus is told by `tls.serverPemPath` and
 * others.
 */
export const tlsFolder = "/milvus/tls";

/**
 * The first of two that Milvus takes for the same key wins: dependencies are wired before anything
 * else is said.
 */
export function milvusVariables(
  setting: Setting,
  role: PlannedRole,
  roles: readonly PlannedRole[],
): readonly Variable[] {
  const variables = new Map<string, Variable>();
  const all = [
    ...wiring(setting),
    ...naming(setting),
    ...ports(setting, role.name),
    ...standby(setting, role.name, roles),
    ...localDisk(setting, role),
    ...logins(setting, role.name),
    ...encryption(setting, role.name),
  ];
  for (const variable of all) {
    const name = reducedName(variable.name);
    if (!variables.has(name)) variables.set(name, variable);
  }
  return [...variables.values()];
}

/** TLS is for applications: only what they connect to serves it. */
export function servesTls(setting: Setting, role: RoleName): boolean {
  return setting.tls !== "off" && (role === "proxy" || role === "standalone");
}

function of(key: string, value: Text): Variable {
  return { name: environmentName(key), value };
}

/** The same on every role: each resolves the queue at its start, whether it opens it or not. */
function wiring(setting: Setting): readonly Variable[] {
  return [setting.metadata, setting.objects, setting.queue].flatMap((chosen) =>
    chosen.product.wiring(setting, chosen),
  );
}

/**
 * Two clusters on one queue need channels of different names, which are also what tells them apart
 * in gRPC (milvus-io/milvus#6363). Renaming them later loses sight of the data, so only a written
 * root path does it.
 */
function naming(setting: Setting): readonly Variable[] {
  const { queue, metadata, line } = setting;
  if (queue.external === undefined) return [];
  const prefix = queue.external.rootPath ?? metadata.external?.rootPath;
  if (prefix === undefined) return [];
  const current = of("msgChannel.chanNamePrefix.cluster", prefix);
  // Which of the two is read changed inside 2.4; both together are right in every patch.
  return ["2.2", "2.3", "2.4"].includes(line.name)
    ? [of("common.chanNamePrefix.cluster", prefix), current]
    : [current];
}

/**
 * Written out because the default moved inside 2.6 and Helm's chart pins another
 * (configs/milvus.yaml).
 */
function ports(setting: Setting, role: RoleName): readonly Variable[] {
  if (role !== "rootcoord" && role !== "mixcoord") return [];
  return [of("rootCoord.port", String(rootCoordPort(setting.milvusVersion)))];
}

/**
 * Two of one coordinator work only when all of them know of standby (milvus-io/milvus#28063,
 * #33421). The key of mixcoord exists from 2.6.0.
 */
function standby(
  setting: Setting,
  role: RoleName,
  roles: readonly PlannedRole[],
): readonly Variable[] {
  const isCoordinator = (name: RoleName) => roleNamed(name).kind === "coordinator";
  if (!isCoordinator(role)) return [];
  if (!roles.some(({ name, count }) => isCoordinator(name) && count > 1)) return [];
  return standbyKeys(setting.line.name).map((key) => of(key, "true"));
}

export function standbyKeys(line: string): readonly string[] {
  if (!runsMixture(line)) return ["mixCoord.enableActiveStandby"];
  const separate = ["rootCoord", "dataCoord", "queryCoord"];
  const all = line === "2.2" ? [...separate, "indexCoord"] : separate;
  return all.map((name) => `${name}.enableActiveStandby`);
}

/** Indexes that are searched on disk: without the key the query node refuses to load them. */
const diskIndexes: readonly string[] = ["diskann", "aisaq"];

/**
 * A query node takes indexes onto its disk only when told (false from 2.3 on, configs/milvus.yaml),
 * and takes the whole file system for its own unless LOCAL_STORAGE_SIZE says how many GiB
 * (pkg/util/paramtable).
 */
function localDisk(setting: Setting, { name, sizes }: PlannedRole): readonly Variable[] {
  const index = setting.workload?.index.name.toLowerCase() ?? "";
  const gibibytes = Math.floor((sizes.keepsNothing ? 0 : (sizes.diskBytes ?? 0)) / 2 ** 30);
  const searches = name === "querynode" || name === "streamingnode" || name === "standalone";
  const limited = searches || name === "indexnode" || name === "datanode";
  const variables: Variable[] = [];
  if (searches && (diskIndexes.includes(index) || (gibibytes > 0 && name === "querynode")))
    variables.push(of("queryNode.enableDisk", "true"));
  // The disk of a standalone holds more than that: its log, and etcd or objects where they are
  // inside.
  if (limited && gibibytes > 0 && name !== "standalone")
    variables.push({ name: "LOCAL_STORAGE_SIZE", value: String(gibibytes) });
  return variables;
}

/** Only the coordinator that makes the user `root` at the first start needs the password. */
function logins(setting: Setting, role: RoleName): readonly Variable[] {
  if (!setting.authorization) return [];
  const enabled = of("common.security.authorizationEnabled", "true");
  const makesRoot = role === "standalone" || role === "rootcoord" || role === "mixcoord";
  const { rootPassword, milvusVersion } = setting;
  if (!makesRoot || rootPassword === undefined || !hasRootPassword(milvusVersion)) return [enabled];
  return [enabled, of("common.security.defaultRootPassword", rootPassword)];
}

/**
 * gRPC and REST share a port only without TLS: 2.6 stops with "tls mode must be 0", earlier lines
 * serve no REST (milvus-io/milvus#46312).
 */
function encryption(setting: Setting, role: RoleName): readonly Variable[] {
  if (!servesTls(setting, role)) return [];
  const variables = [
    of("common.security.tlsMode", setting.tls === "mutual" ? "2" : "1"),
    of("tls.serverPemPath", `${tlsFolder}/tls.crt`),
    of("tls.serverKeyPath", `${tlsFolder}/tls.key`),
  ];
  if (setting.tls === "mutual") variables.push(of("tls.caPemPath", `${tlsFolder}/ca.crt`));
  // Before the key exists REST is on the metrics port, where TLS does not matter to it.
  if (hasRestPort(setting.milvusVersion)) variables.push(of("proxy.http.port", String(restPort)));
  return variables;
}
