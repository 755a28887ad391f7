/** What is exposed stands in the output once, and nobody takes the port of somebody else. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Publication } from "../../src/model/schema.ts";
import { compose } from "../../targets/compose/target.ts";
import { compileProgram, isAccepted, isSupported } from "../smith/compiled.ts";
import { composeText, readCompose } from "../smith/compose-file.ts";
import { deployment, resolved } from "../smith/deployment.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { entry, printProgram } from "../smith/tree.ts";

function meet(a: Publication, b: Publication): boolean {
  const sameAddress = a.address === undefined || b.address === undefined || a.address === b.address;
  return a.port === b.port && sameAddress;
}

test("no two endpoints of an accepted cluster share address and port", patience, () => {
  fc.assert(
    fc.property(deployment, ({ publications }) => {
      for (const [index, one] of publications.entries())
        for (const other of publications.slice(index + 1))
          expect(meet(one, other), `${JSON.stringify(one)} ${JSON.stringify(other)}`).toBe(false);
    }),
    runs(40),
  );
});

test(
  "a port that was taken is taken: the same program with one more is not accepted",
  patience,
  () => {
    fc.assert(
      fc.property(oneCluster, ({ clusters: [cluster] }) => {
        if (cluster === undefined) return;
        const { deployments } = compileProgram(printProgram({ clusters: [cluster] })).workspace;
        const publications = deployments[0]?.publications ?? [];
        const metrics = cluster.mode === "standalone" ? "standalone.metrics" : "proxy.metrics";
        fc.pre(
          publications.length > 0 &&
            !publications.some(({ component, endpoint }) => `${component}.${endpoint}` === metrics),
        );
        for (const { port, address } of publications) {
          const place = address === undefined ? `${port}` : `${address}:${port}`;
          const entries = [...cluster.entries, entry("expose", metrics, place)];
          const checked = compileProgram(printProgram({ clusters: [{ ...cluster, entries }] }));
          expect(isAccepted(checked), place).toBe(false);
        }
      }),
      runs(8),
    );
  },
);

/** `ADDRESS:PORT` of every published port of a Compose file. */
function publishedIn(text: string): string[] {
  return Object.values(readCompose(text).services)
    .flatMap(({ ports = [] }) => ports)
    .map((port) => {
      if (typeof port !== "string") return `${port.host_ip ?? ""}:${String(port.published)}`;
      const [, address = "", published = ""] = /^(?:(.*):)?(\d+):\d+(?:\/\w+)?$/.exec(port) ?? [];
      return `${address}:${published}`;
    })
    .sort();
}

test("every `expose` is in the Compose file exactly once", patience, () => {
  fc.assert(
    fc.property(resolved, (one) => {
      fc.pre(isSupported(compose, one));
      const wanted = one.deployment.publications.map(
        ({ address = "", port }) => `${address}:${port}`,
      );
      expect(publishedIn(composeText(one))).toEqual(wanted.sort());
    }),
    runs(20),
  );
});
