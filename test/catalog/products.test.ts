/** Every product's plans are complete, name only what exists, and fit their sizes. */
import { describe, expect, it } from "vitest";
import { findKey } from "../../src/catalog/configuration.ts";
import { lines } from "../../src/catalog/index.ts";
import { products } from "../../src/catalog/products.ts";
import { Component, Job, Need, Wait } from "../../src/model/schema.ts";
import {
  type Case,
  cases,
  componentOf,
  modes,
  others,
  pieces,
  planOf,
  productNamed,
  shown,
  textsOf,
} from "../support/planned.ts";

describe("registry", () => {
  it("has every name once, each with a summary and a source", () => {
    const names = products.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { summary, source } of products) {
      expect(summary).not.toBe("");
      expect(source).not.toBe("");
    }
  });

  it("takes every queue that a line names, in its mode", () => {
    for (const line of lines)
      for (const mode of modes)
        for (const name of line.queues[mode]) {
          const product = productNamed(name);
          const count = product.inside ? 0 : 1;
          expect(product.supports(line.name, mode, line.newest, count)).toBe(true);
        }
  });

  it("decides only keys that some line has", () => {
    for (const { decides } of products)
      for (const key of decides)
        expect(
          lines.some(({ name }) => findKey(name, key) !== undefined),
          key,
        ).toBe(true);
  });
});

const deployable = products.filter(({ members }) => members.most > 0);

function casesOf(name: string): readonly Case[] {
  return cases.filter(({ product }) => product.name === name);
}

function isComplete(one: Case): void {
  const plan = planOf(one);
  expect(plan.components.length).toBeGreaterThan(0);
  for (const component of plan.components) {
    const whole = { ...component, aliases: [], logging: {}, restart: "always" };
    expect(Component.parse(whole)).toEqual(whole);
    const names = component.variables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(component.group).toBe(one.product.name);
    expect(component.count).toBe(one.count);
    const endpoints = component.endpoints.map(({ name }) => name);
    expect(new Set(endpoints).size).toBe(endpoints.length);
    expect(new Set(component.volumes.map(({ name }) => name)).size).toBe(component.volumes.length);
  }
  for (const job of plan.jobs) expect(() => Job.parse({ ...job, image: "image" })).not.toThrow();
}

function namesWhatExists(one: Case): void {
  const plan = planOf(one);
  const names = new Set([...plan.components.map(({ name }) => name), ...others]);
  const jobs = plan.jobs.map(({ name }) => name);
  for (const part of [...plan.components, ...plan.jobs].flatMap(textsOf).flatMap(pieces))
    if (typeof part !== "string" && "component" in part) expect(names).toContain(part.component);
  for (const need of plan.needs) {
    expect(Need.parse(need)).toEqual(need);
    expect(names).toContain(need.from);
    expect(names).toContain(need.to);
    if (others.includes(need.to) && need.to !== one.product.name) continue;
    const endpoint = componentOf(plan, need.to).endpoints.find(
      ({ name }) => name === need.endpoint,
    );
    expect(endpoint?.port).toBe(need.port);
  }
  for (const wait of plan.waits) {
    expect(Wait.parse(wait)).toEqual(wait);
    expect([...names, ...jobs]).toContain(wait.component);
    expect(wait.until === "completed" ? jobs : [...names]).toContain(wait.for);
  }
  for (const job of plan.jobs) expect(names).toContain(job.component);
}

function reachesItsPeers(one: Case): void {
  const plan = planOf(one);
  for (const component of plan.components)
    for (const endpoint of component.endpoints)
      if (endpoint.peers && component.count > 1)
        expect(plan.needs).toContainEqual(
          expect.objectContaining({
            from: component.name,
            to: component.name,
            endpoint: endpoint.name,
          }),
        );
}

function isDialledWhereItListens(one: Case): void {
  const { product, setting, count } = one;
  const plan = planOf(one);
  const dialled = product.dialled(setting, count);
  if (dialled !== undefined)
    for (const { endpoint, port } of [dialled, ...(dialled.also ?? [])]) {
      const found = componentOf(plan, dialled.component).endpoints.find(
        ({ name }) => name === endpoint,
      );
      expect(found?.port).toBe(port);
    }
  const endpoints = plan.components.flatMap((component) =>
    component.endpoints.map(({ name }) => name),
  );
  for (const name of product.exposable ?? []) expect(endpoints).toContain(name);
}

const limits = [384, 1024, 1536, 4096, 16384].map((mebibytes) => mebibytes * 2 ** 20);

function keepsJavaBelowItsLimit(one: Case): void {
  const all = limits.map((limit) => ({
    requirements: { cpu: {}, memory: { limit } },
    parts: {},
  }));
  for (const sizes of [{}, ...all])
    for (const { variables, requirements } of planOf(one, sizes).components)
      for (const { name, value } of variables) {
        const heap = /-Xmx(\d+)m/.exec(shown(value));
        if (heap === null) continue;
        const direct = /MaxDirectMemorySize=(\d+)m/.exec(shown(value));
        const total = (Number(heap[1]) + Number(direct?.[1] ?? 0)) * 2 ** 20;
        expect(total, name).toBeLessThanOrEqual((requirements.memory.limit ?? 0) * 0.75);
      }
}

function asksForMemory(one: Case): void {
  for (const { requirements } of planOf(one).components) {
    expect(requirements.memory.limit).toBeGreaterThan(0);
    const isProduction = one.setting.environment === "production";
    expect(requirements.cpu.request !== undefined).toBe(isProduction);
    expect(requirements.memory.request !== undefined).toBe(isProduction);
  }
}

describe("plans", () => {
  it("cover every deployable product", () => {
    for (const { name } of deployable) expect(casesOf(name).length).toBeGreaterThan(0);
  });

  it.each(deployable)("$name: is complete", ({ name }) => {
    for (const one of casesOf(name)) isComplete(one);
  });

  it.each(deployable)("$name: names only components and endpoints that exist", ({ name }) => {
    for (const one of casesOf(name)) namesWhatExists(one);
  });

  it.each(deployable)("$name: reaches its peers where it has any", ({ name }) => {
    for (const one of casesOf(name)) reachesItsPeers(one);
  });

  it.each(deployable)("$name: is dialled and exposed where something listens", ({ name }) => {
    for (const one of casesOf(name)) isDialledWhereItListens(one);
  });

  it.each(deployable)("$name: keeps Java below its memory limit", ({ name }) => {
    for (const one of casesOf(name)) keepsJavaBelowItsLimit(one);
  });

  it.each(deployable)(
    "$name: has requests and limits in production, limits only elsewhere",
    ({ name }) => {
      for (const one of casesOf(name)) asksForMemory(one);
    },
  );

  it("keep nothing where `disk off` was written", () => {
    for (const one of cases)
      for (const { volumes } of planOf(one, { keepsNothing: true }).components)
        for (const { kept } of volumes) expect(kept).toBe(false);
  });
});
