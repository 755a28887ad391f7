/** Attu: the web console of Milvus. */
import type { Check, Component, Variable } from "../../model/schema.ts";
import type { DefaultSizes, Plan, Product, Setting, Sizes } from "../catalog.ts";
import { imageOf, isReleaseAtLeast, releaseOf } from "../images.ts";
import { health, plannedProcess, tcpEndpoint, wait } from "../processes.ts";
import { atMost, byEnvironment, gibibyte, mebibyte, requirementsOf, volume } from "../sizes.ts";
import { host, text } from "../texts.ts";
import { variable } from "../wiring.ts";

const name = "attu";
const webPort = 3000;
const clientPort = 19530;

/** The images have no curl, but Node: an answer below 500 within the check's own time limit. */
const insideCheck: Check = {
  kind: "exec",
  command: [
    "node",
    "-e",
    `require("http").get({port:${webPort},agent:false},` +
      "r=>{if(r.statusCode>=500)throw r.statusCode;r.resume()})",
  ],
};

const attuHealth: Component["health"] = health(
  {
    ready: { kind: "tcp", port: webPort },
    inside: insideCheck,
    alive: { kind: "tcp", port: webPort },
  },
  30,
  10,
);

const defaultSizes = ({ environment }: Setting): DefaultSizes =>
  byEnvironment(
    { requirements: atMost(512 * mebibyte), diskBytes: gibibyte, source: "a small Node process" },
    {
      requirements: {
        cpu: { request: 100, limit: 500 },
        memory: { request: 256 * mebibyte, limit: 512 * mebibyte },
      },
      diskBytes: gibibyte,
      source: "a small Node process; no numbers are published",
    },
  )(environment);

/** The role that serves clients. */
function access({ mode }: Setting): string {
  return mode === "standalone" ? "standalone" : "proxy";
}

function plan(setting: Setting, count: number, sizes: Sizes): Plan {
  const image = sizes.image ?? imageOf(name, setting.line.name);
  const isThird = isReleaseAtLeast(releaseOf(image), "3.0");
  const role = access(setting);
  const address: Variable["value"] = text(host(role), `:${clientPort}`);
  const component = plannedProcess({
    name,
    product: name,
    count,
    image,
    // Attu 3 keeps connections and its own logins in a file; before, it kept nothing.
    identity: isThird ? "members" : "replicas",
    ...(isThird ? { user: { uid: 1000, gid: 1000 } } : {}),
    variables: [variable(isThird ? "MILVUS_ADDRESS" : "MILVUS_URL", address)],
    endpoints: [tcpEndpoint("web", webPort, "http")],
    health: attuHealth,
    volumes: isThird ? [volume(sizes, defaultSizes(setting), { path: "/data" })] : [],
    requirements: requirementsOf(sizes, name),
    stopSeconds: 10,
    exclusive: isThird,
  });
  return {
    components: [component],
    jobs: [],
    needs: [
      {
        from: name,
        to: role,
        endpoint: "client",
        port: clientPort,
        why: "the console is a client of Milvus",
      },
    ],
    waits: [wait(name, role, "ready")],
  };
}

export const attu: Product = {
  name,
  kind: "console",
  summary: "Attu, the web console",
  source: "zilliztech/attu README.md, Dockerfile, deploy/attu-k8s-deploy.yaml",
  inside: false,
  supports: () => true,
  members: { least: 1, most: 1 },
  defaultMembers: () => 1,
  defaultSizes,
  plan,
  wiring: () => [],
  dialled: () => undefined,
  exposable: ["web"],
  decides: [],
};
