/**
 * What the fixtures named `live-…` emit is started, searched, stopped and broken for real. The images are those that
 * the files name, whatever provides them; see README.md for what this needs.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Component, Deployment } from "../../src/model/schema.ts";
import { type Availability, withOracle } from "../oracles/support.ts";
import { command, lastOf } from "../support/command.ts";
import {
  type ComposeProject,
  composeFiles,
  writeComposeProject,
} from "../support/compose-project.ts";
import { compileStory } from "../support/story.ts";
import { missingClient, type Place, smoke, trySmoke } from "./smoke.ts";
import { Stack } from "./stack.ts";

const root = join(import.meta.dirname, "../..");

interface Story {
  readonly name: string;
  readonly deployment: Deployment;
  readonly project: ComposeProject;
}

/** What Milvus gives the user `root` at the first start where the program says nothing. */
const standardPassword = "Milvus";

const rows: string[] = [];
const work = mkdtempSync(join(tmpdir(), "milvusc-live-"));

function stories(): Story[] {
  const only = process.env.ONLY;
  const folder = join(root, "fixtures/valid");
  return readdirSync(folder)
    .filter((name) => name.startsWith("live-") && (only === undefined || name === only))
    .sort()
    .flatMap((name) =>
      compileStory(join(folder, name)).resolved.map((one) => {
        const project = writeComposeProject(join(work, name), composeFiles(one));
        return { name: basename(name), deployment: one.deployment, project };
      }),
    );
}

function imagesOf({ content }: ComposeProject): string[] {
  const { services } = content as { services: Record<string, { image: string }> };
  return [...new Set(Object.values(services).map(({ image }) => image))].sort();
}

async function findEngine(): Promise<Availability<readonly Story[]>> {
  const engine = await command(["docker", "version", "--format", "{{.Server.Version}}"]);
  if (!engine.isGood) return { reason: `no Docker engine answers: ${lastOf(engine, 1)}` };
  const plugin = await command(["docker", "compose", "version"]);
  if (!plugin.isGood) return { reason: "docker has no compose" };
  const client = await missingClient();
  if (client !== undefined) return { reason: client };
  const all = stories();
  const prepare = process.env.MILVUSC_LIVE_PREPARE;
  for (const { project } of all)
    if (prepare !== undefined) {
      const done = await command([...prepare.split(/\s+/), project.file], { timeoutSeconds: 1800 });
      if (!done.isGood) return { reason: `${prepare}: ${lastOf(done, 3)}` };
    }
  for (const image of new Set(all.flatMap(({ project }) => imagesOf(project)))) {
    const found = await command(["docker", "image", "inspect", image]);
    if (!found.isGood) return { reason: `the image ${image} is not here` };
  }
  return { oracle: all };
}

const found = await findEngine();
if (found.reason !== undefined) rmSync(work, { recursive: true });

withOracle(
  "live",
  () => found,
  (all) => {
    for (const story of all) runStory(story);
    afterAll(() => {
      rmSync(work, { recursive: true });
      const head = "| Story | What | Seconds |\n|---|---|---|";
      process.stderr.write(`\n${head}\n${rows.join("\n")}\n`);
    });
  },
);

function runStory({ name, deployment, project }: Story): void {
  const stack = new Stack(deployment, project, name);
  const place = placeOf(deployment);
  const note = (what: string, ...seconds: number[]) => {
    const line = `| ${name} | ${what} | ${seconds.map((one) => one.toFixed(0)).join(" + ")} |`;
    rows.push(line);
    process.stderr.write(`${line}\n`);
  };
  let isUp = false;

  describe(name, () => {
    afterAll(() => stack.remove(), 900_000);

    test("becomes healthy and is searched through the published port", async () => {
      // A run that was broken off may have left containers and volumes.
      await stack.remove();
      note("healthy after the first `up`", await stack.up());
      isUp = true;
      expect(await stack.unwell()).toEqual([]);
      note("smoke", await smoke(place, "--keep"));
    }, 1_200_000);

    test.runIf(deployment.authorization)(
      "refuses who has no password",
      async (context) => {
        if (!isUp) return context.skip();
        const stranger = { ...place, password: "wrong" };
        expect((await trySmoke(stranger, "--check")).isGood).toBe(false);
        await smoke(place, "--check");
      },
      600_000,
    );

    test("registers addresses that the peers of each role can dial", async (context) => {
      if (!isUp) return context.skip();
      await expectReachable(stack);
    }, 120_000);

    test("keeps data over `down` and `up`", async (context) => {
      if (!isUp) return context.skip();
      await stack.down();
      note("healthy after `down` and `up`", await stack.up());
      note("data counted", await smoke(place, "--check"));
    }, 1_800_000);

    for (const component of deployment.components.filter(survivesOne))
      test(`survives the death of each of ${component.name}`, async (context) => {
        if (!isUp) return context.skip();
        for (const container of await stack.containersOf(component)) {
          await stack.kill(container);
          const seconds = await smoke(place);
          const back = await stack.start(container);
          note(
            `smoke without ${container.name.replace(`milvusc-${name}-`, "")}, and back`,
            seconds,
            back,
          );
        }
        expect(await stack.unwell()).toEqual([]);
      }, 3_600_000);
  });
}

/** A majority stays; proxies are interchangeable. */
function survivesOne({ identity, count, role }: Component): boolean {
  return identity === "members" ? count >= 3 : role === "proxy" && count >= 2;
}

function placeOf({ publications, authorization }: Deployment): Place {
  const client = publications.find(({ endpoint }) => endpoint === "client");
  const login = authorization ? { user: "root", password: standardPassword } : {};
  return {
    host: client?.address ?? "127.0.0.1",
    port: client?.port ?? 0,
    user: "",
    password: "",
    ...login,
  };
}

/** Every registered address belongs to its role's container, on a network where all that dial it are. */
async function expectReachable(stack: Stack): Promise<void> {
  const { components, needs, mode } = stack.deployment;
  const milvus = components.filter(({ product }) => product === "milvus");
  const addresses = await stack.addresses();
  const idsOf = new Map<string, readonly string[]>();
  for (const component of milvus)
    idsOf.set(
      component.name,
      (await stack.containersOf(component)).map(({ id }) => id),
    );
  const sessions = await stack.sessions();
  const seen = new Set<string>();
  for (const { role, address } of sessions) {
    // In 2.3 the data coordinator registers once more, as the index coordinator that it took in.
    const name = idsOf.has(role) ? role : mode === "standalone" ? "standalone" : "datacoord";
    seen.add(name);
    const place = addresses.find((one) => one.address === address.replace(/:\d+$/, ""));
    expect(place, `${role} registered ${address}, which no container has`).toBeDefined();
    expect(idsOf.get(name), `${role} registered ${address}`).toContain(place?.id);
    for (const { from } of needs.filter(({ to }) => to === name))
      for (const id of idsOf.get(from) ?? [])
        expect(
          addresses.filter((one) => one.id === id).map(({ network }) => network),
          `${from} dials ${role} at ${address}`,
        ).toContain(place?.network);
  }
  expect([...seen].sort()).toEqual(milvus.map(({ name }) => name).sort());
}
