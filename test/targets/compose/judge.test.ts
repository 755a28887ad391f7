/** What Compose says it cannot do. */
import { expect, test } from "vitest";
import type { Origin } from "../../../src/model/origins.ts";
import type { Deployment } from "../../../src/model/schema.ts";
import { spanOf } from "../../../src/text/source.ts";
import { compose } from "../../../targets/compose/target.ts";
import { component, data } from "./components.ts";
import { deployment, distributed, standalone } from "./deployments.ts";
import { input } from "./support.ts";

const source = { name: "prod.mvs", text: "cluster prod distributed < >" };
const written: Origin = { kind: "written", span: spanOf(source, 8, 12) };

function judged(one: Deployment, ...paths: string[]) {
  const origins = new Map(paths.map((path) => [path, written]));
  return compose
    .supports(input(one, origins))
    .map(({ code, severity, message }) => [code, severity, message]);
}

const code = "supported-by-compose";

test("a plain deployment has nothing to say", () => {
  expect(judged(standalone())).toEqual([]);
  expect(judged(distributed())).toEqual([]);
});

test("comfort that is lost is a note, sizes only where they were written", () => {
  const one = deployment({
    components: [
      component("worker", {
        image: "x",
        spread: "host",
        requirements: { cpu: { request: 500, limit: 1000 }, memory: {} },
        volumes: [data("/data")],
      }),
    ],
  });
  expect(judged(one)).toEqual([]);
  const at = "components/worker";
  expect(judged(one, `${at}/spread`, `${at}/requirements/cpu`, `${at}/volumes`)).toEqual([
    [code, "note", "Compose runs on one machine: worker cannot be spread"],
    [code, "note", "Docker Compose does not reserve cpu: of worker only the limit holds"],
    [code, "note", "Docker's volumes have no size: worker may fill the disk"],
  ]);
});

test("meaning that is lost is an error", () => {
  const one = deployment({
    components: [
      component("worker", {
        image: "x",
        identity: "replicas",
        count: 2,
        volumes: [data("/data")],
        variables: [{ name: "A", value: [{ kind: "environment", variable: "B", default: "{}" }] }],
      }),
    ],
    targets: {
      compose: [{ name: "data", arguments: { component: "worker", place: "./w" }, settings: [] }],
    },
  });
  expect(judged(one)).toEqual([
    [code, "error", "2 replicas of worker cannot share one place for their data"],
    [
      "supported-by-compose",
      "error",
      "Compose cannot hold a brace or a line break in the default of B",
    ],
  ]);
});

test("an IR from elsewhere may lack the balancer's image", () => {
  expect(judged(distributed({ helpers: {} }))).toEqual([
    [code, "error", "no image is given for the balancer that proxy needs on its networks"],
  ]);
});
