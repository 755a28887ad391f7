/** Who stands on which network, and for whom the balancer stands. */
import { describe, expect, test } from "vitest";
import type { Deployment } from "../../../src/model/schema.ts";
import { attach } from "../../../targets/compose/attachment.ts";
import { readOptions } from "../../../targets/compose/options.ts";
import { attu } from "./components.ts";
import { distributed, standalone } from "./deployments.ts";
import { extended } from "./extended.ts";
import { tree } from "./support.ts";

function placed(deployment: Deployment) {
  return attach(deployment, readOptions(deployment.targets.compose ?? [], deployment.components));
}

describe("attach", () => {
  test("replicas that are dialled stand on one network, and the balancer on theirs", () => {
    const { networksOf, pinned, balancerNetworks, served } = placed(distributed());
    expect(networksOf.get("proxy")).toEqual(["backend"]);
    expect([...pinned]).toEqual(["proxy"]);
    expect([...balancerNetworks]).toEqual([
      ["frontend", []],
      ["backend", []],
    ]);
    expect(
      served.map(({ component, endpoint, outside }) => [component.name, endpoint.name, outside]),
    ).toEqual([["proxy", "client", { port: 19530 }]]);
  });

  test("a standalone process stays on all of its networks, with its ports", () => {
    const { networksOf, pinned, served } = placed(standalone());
    expect(networksOf.get("standalone")).toEqual(["frontend", "backend"]);
    expect([pinned.size, served.length]).toEqual([0, 0]);
  });

  test("who stands on another network finds it through the balancer", () => {
    const { balancerNetworks, networksOf, opened, joined } = placed(extended());
    expect(networksOf.get("proxy")).toEqual(["backend"]);
    expect(networksOf.get("mixcoord")).toEqual(["backend"]);
    expect(networksOf.get("attu")).toEqual(["frontend"]);
    expect([...balancerNetworks].map(([name, all]) => [name, all.map((one) => one.name)])).toEqual([
      ["frontend", ["proxy"]],
      ["backend", []],
      ["apps", ["proxy"]],
    ]);
    expect([...opened]).toEqual([["backend", { component: "mixcoord", external: "s3" }]]);
    expect(joined).toEqual([{ key: "apps", network: "apps", members: ["proxy"] }]);
  });

  test("without a balancer on its port, a far console tears it", () => {
    const base = distributed();
    const deployment = distributed({
      components: [...base.components, attu()],
      needs: [
        ...base.needs,
        { from: "attu", to: "proxy", endpoint: "client", port: 19530, why: "x" },
      ],
      networks: [
        { name: "frontend", internal: false, members: ["proxy", "attu"] },
        base.networks[1] as Deployment["networks"][number],
      ],
      publications: [],
    });
    expect(placed(deployment).torn.map(({ name }) => name)).toEqual(["proxy"]);
    expect(placed(deployment).networksOf.get("proxy")).toEqual(["frontend", "backend"]);
  });

  test("a published port of one that stays inside is the balancer's, too", () => {
    const base = distributed();
    const publication = { endpoint: "metrics", targetPort: 9091, balanced: false };
    const deployment = distributed({
      networks: base.networks.map((network) =>
        network.internal ? network : { ...network, members: ["rootcoord", "proxy"] },
      ),
      publications: [
        ...base.publications,
        { component: "rootcoord", port: 9191, address: "127.0.0.1", ...publication },
        { component: "proxy", port: 9291, ...publication },
      ],
    });
    const { services, configs } = tree(deployment);
    expect(services.rootcoord.ports).toBeUndefined();
    expect(services.balancer.ports).toEqual(["19530:19530", "127.0.0.1:9191:9091", "9291:9291"]);
    expect(Object.keys(services.balancer.depends_on)).toEqual(["proxy", "rootcoord"]);
    expect(configs.balancer.content).toMatch(
      /listen rootcoord-metrics\n {4}bind :9091\n[\s\S]*listen proxy-metrics\n {4}bind :9291\n[\s\S]*proxy:9091\n$/,
    );
  });

  test("on a network that is open, ports need no balancer", () => {
    const base = distributed();
    const deployment = distributed({
      networks: [
        { name: "all", internal: false, members: base.components.map(({ name }) => name) },
      ],
      publications: [
        {
          component: "rootcoord",
          endpoint: "metrics",
          port: 9191,
          targetPort: 9091,
          balanced: false,
        },
      ],
    });
    const { services } = tree(deployment);
    expect(services.rootcoord.ports).toEqual(["9191:9091"]);
    expect(services.balancer).toBeUndefined();
  });

  test("members that are published behind a balancer are found by their shared name", () => {
    const base = distributed();
    const { services, configs } = tree(
      distributed({
        networks: base.networks.map((network) =>
          network.internal ? network : { ...network, members: ["minio", "proxy"] },
        ),
        publications: [
          { component: "minio", endpoint: "api", port: 9000, targetPort: 9000, balanced: true },
        ],
      }),
    );
    expect(services["minio-0"].networks).toEqual({
      frontend: { aliases: ["minio"] },
      backend: { aliases: ["minio"] },
    });
    expect(Object.keys(services.balancer.depends_on)).toEqual([
      "minio-0",
      "minio-1",
      "minio-2",
      "minio-3",
    ]); // prettier-ignore
    expect(configs.balancer.content).toContain(`    option httpchk
    http-check send meth GET uri /minio/health/live ver HTTP/1.1 hdr Host minio
    http-check expect status 200
    default-server check port 9000 `);
    expect(configs.balancer.content).toContain("server-template minio- 4 minio:9000");
  });
});
