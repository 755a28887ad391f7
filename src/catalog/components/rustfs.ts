/** RustFS: an object store with the S3 protocol and a disk format of its own. */
import type { Component, Part, Text, Variable } from "../../model/schema.ts";
import type { Plan, Product, Setting, Sizes } from "../catalog.ts";
import { imageOf } from "../images.ts";
import { objectServerSizes } from "../minio-server.ts";
import { health, peerNeeds, plannedProcess, tcpEndpoint } from "../processes.ts";
import { requirementsOf, severalInProduction, volume } from "../sizes.ts";
import {
  credentialsOf,
  deployedObjectKeys,
  deployedObjects,
  objectPort,
  variable,
} from "../wiring.ts";

const name = "rustfs";
const dataPath = "/data";
const members: Part = { kind: "ellipsis", component: name };

const rustfsHealth: Component["health"] = health(
  {
    ready: { kind: "http", path: "/health/ready", port: objectPort },
    inside: { kind: "exec", command: ["curl", "-f", `http://localhost:${objectPort}/health`] },
    alive: { kind: "http", path: "/health", port: objectPort },
  },
  30,
);

function variables(setting: Setting, count: number): Variable[] {
  const { user, password } = credentialsOf(setting.objects);
  const drives: Text = count > 1 ? ["http://", members, `:${objectPort}${dataPath}`] : dataPath;
  return [
    variable("RUSTFS_VOLUMES", drives),
    variable("RUSTFS_ADDRESS", `0.0.0.0:${objectPort}`),
    variable("RUSTFS_CONSOLE_ENABLE", "true"),
    variable("RUSTFS_CONSOLE_ADDRESS", "0.0.0.0:9001"),
    variable("RUSTFS_ACCESS_KEY", user),
    variable("RUSTFS_SECRET_KEY", password),
    // Empty: logs go to the container's output instead of a directory that nobody reads.
    variable("RUSTFS_OBS_LOG_DIRECTORY", ""),
  ];
}

function plan(setting: Setting, count: number, sizes: Sizes): Plan {
  const component = plannedProcess({
    name,
    product: name,
    count,
    image: sizes.image ?? imageOf(name, setting.line.name),
    user: { uid: 10001, gid: 10001 },
    variables: variables(setting, count),
    endpoints: [tcpEndpoint("api", objectPort, "http"), tcpEndpoint("console", 9001, "http")],
    health: rustfsHealth,
    volumes: [volume(sizes, objectServerSizes(setting), { path: dataPath })],
    requirements: requirementsOf(sizes, name),
    stopSeconds: 30,
  });
  return {
    components: [component],
    jobs: [],
    needs: peerNeeds(component, ["api"], "the members of the object store share one set of drives"),
    waits: [],
  };
}

export const rustfs: Product = {
  name,
  kind: "objects",
  summary: "RustFS object store; cannot read MinIO's disks",
  source:
    "rustfs/rustfs entrypoint.sh, Dockerfile, .docker/compose/docker-compose.cluster.yaml " +
    "at 20d1266496ba",
  inside: false,
  // Its clusters are described and tested with four nodes; two or three are not.
  supports: (_line, _mode, _version, count) => count === 1 || count >= 4,
  members: { least: 1, most: 16 },
  defaultMembers: severalInProduction(4),
  defaultSizes: objectServerSizes,
  plan,
  wiring: (setting, chosen) => deployedObjects(setting, name, chosen),
  dialled: () => ({ component: name, endpoint: "api", port: objectPort }),
  // Of its compose file for clusters: its built-in pair would need a further secret between the
  // members.
  wellKnownCredentials: { user: "rustfsadmin-local", password: "rustfssecret-local" },
  exposable: ["api", "console"],
  decides: deployedObjectKeys,
};
