/** Who waits starts later, everything starts once, and everybody needs what is there. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { deployment } from "../smith/deployment.ts";
import { patience, runs } from "../smith/runs.ts";

test(
  "the start order holds every component and job once, behind all that it waits for",
  patience,
  () => {
    fc.assert(
      fc.property(deployment, ({ components, jobs, waits, startOrder }) => {
        const names = [...components, ...jobs].map(({ name }) => name);
        expect(startOrder.flat().sort()).toEqual(names.toSorted());
        const stageOf = new Map(
          startOrder.flatMap((stage, index) => stage.map((name) => [name, index] as const)),
        );
        for (const wait of waits)
          expect(stageOf.get(wait.component), JSON.stringify(wait)).toBeGreaterThan(
            stageOf.get(wait.for) as number,
          );
      }),
      runs(40),
    );
  },
);

test("needs lead from a component to an endpoint that exists, or to an external", patience, () => {
  fc.assert(
    fc.property(deployment, ({ components, externals, needs }) => {
      for (const need of needs) {
        const context = JSON.stringify(need);
        expect(
          components.some(({ name }) => name === need.from),
          context,
        ).toBe(true);
        const component = components.find(({ name }) => name === need.to);
        const external = externals.find(({ name }) => name === need.to);
        const ports = component
          ? component.endpoints.filter(({ name }) => name === need.endpoint)
          : (external?.addresses ?? []);
        expect(
          ports.map(({ port }) => port),
          context,
        ).toContain(need.port);
      }
    }),
    runs(40),
  );
});

test(
  "components that need each other share a network, and networks hold only what exists",
  patience,
  () => {
    fc.assert(
      fc.property(deployment, ({ components, needs, networks, shares }) => {
        const names = new Set(components.map(({ name }) => name));
        for (const { members } of networks) for (const one of members) expect(names).toContain(one);
        const shared = new Set(shares.map((pair) => pair.toSorted().join(" ")));
        for (const { from, to } of needs)
          if (names.has(to)) expect(shared).toContain([from, to].toSorted().join(" "));
      }),
      runs(40),
    );
  },
);
