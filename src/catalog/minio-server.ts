/** Servers that take MinIO's commands, variables and disk format: MinIO and its fork Silo. */
import type { Check } from "../model/schema.ts";
import type { DefaultSizes, Mode, Plan, Setting, Sizes } from "./catalog.ts";
import { isReleaseAtLeast, releaseOf } from "./images.ts";
import { health, peerNeeds, plannedProcess, tcpEndpoint } from "./processes.ts";
import { atMost, byEnvironment, exactly, gibibyte, requirementsOf, volume } from "./sizes.ts";
import { credentialsOf, objectPort, variable } from "./wiring.ts";

const dataPath = "/data";
const livePath = "/minio/health/live";

/** One drive, or drives that divide into sets of 2 to 16 (minio/minio cmd/endpoint-ellipses.go). */
export function makesErasureSets(drives: number): boolean {
  if (drives === 1) return true;
  for (let size = 2; size <= 16; size++) if (drives % size === 0) return true;
  return false;
}

export function objectServerSizes({ mode, environment }: Setting): DefaultSizes {
  return sizesOf(mode)(environment);
}

/** The smallest disk of the sizing tool, and a share of what its first distributed size needs. */
function sizesOf(mode: Mode) {
  return byEnvironment(
    {
      requirements: atMost(2 * gibibyte),
      diskBytes: 10 * gibibyte,
      source:
        "small, for development: MinIO needs about 2 GiB (zilliztech/milvus-helm values.yaml)",
    },
    mode === "standalone"
      ? {
          requirements: exactly(1000, 4 * gibibyte),
          diskBytes: 100 * gibibyte,
          source: "milvus-io/milvus.io src/utils/sizingTool.ts: standalone MinIO 1 cpu, 4 GB",
        }
      : {
          requirements: exactly(1000, 8 * gibibyte),
          diskBytes: 100 * gibibyte,
          source:
            "milvus-io/milvus.io src/utils/sizingTool.ts: 4 x 1 cpu, 8 GB, disk for the vectors " +
            "and their index; 100Gi each holds 10M vectors of 768 dimensions with room to grow",
        },
  );
}

/** What two servers with the same commands are told apart by. */
export interface ObjectServer {
  readonly product: string;
  readonly image: string;
  /** How the image's entry point is told what to run. */
  readonly binary: string;
  readonly check: (image: string) => Check;
}

export function planObjectServer(
  server: ObjectServer,
  setting: Setting,
  count: number,
  sizes: Sizes,
): Plan {
  const { user, password } = credentialsOf(setting.objects);
  const image = sizes.image ?? server.image;
  const component = plannedProcess({
    name: server.product,
    product: server.product,
    count,
    image,
    command: [
      server.binary,
      "server",
      count > 1 ? ["http://", { kind: "ellipsis", component: server.product }, dataPath] : dataPath,
      "--console-address",
      ":9001",
    ],
    variables: [variable("MINIO_ROOT_USER", user), variable("MINIO_ROOT_PASSWORD", password)],
    endpoints: [tcpEndpoint("api", objectPort, "http"), tcpEndpoint("console", 9001, "http")],
    health: health(
      {
        ready: { kind: "http", path: livePath, port: objectPort },
        inside: server.check(image),
        alive: { kind: "http", path: livePath, port: objectPort },
      },
      30,
    ),
    volumes: [volume(sizes, objectServerSizes(setting), { path: dataPath })],
    requirements: requirementsOf(sizes, server.product),
    stopSeconds: 30,
  });
  return {
    components: [component],
    jobs: [],
    needs: peerNeeds(component, ["api"], "the members of the object store share one set of drives"),
    waits: [],
  };
}

const curl = ["curl", "-f", `http://localhost:${objectPort}${livePath}`];

/** Images of every release have one of the two; some have curl on one architecture only. */
export function checkByRelease(image: string): Check {
  const release = releaseOf(image);
  const hasCurl =
    !isReleaseAtLeast(release, "RELEASE.2023-10-28T00-00-00Z") ||
    isReleaseAtLeast(release, "RELEASE.2024-12-18T13-15-44Z");
  return hasCurl
    ? { kind: "exec", command: curl }
    : { kind: "shell", line: `${curl.join(" ")} || mc ready local` };
}

export const checkWithCurl: Check = { kind: "exec", command: curl };
