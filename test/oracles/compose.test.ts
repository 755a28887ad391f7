/** Docker Compose itself reads what is emitted, and reads in it what was meant. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Checked } from "../../src/compile.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { program } from "../smith/program.ts";
import { printProgram } from "../smith/tree.ts";
import { compileText } from "../support/compile.ts";
import { compileStory } from "../support/story.ts";
import { ComposeJudge } from "./compose-judge.ts";
import { type ComposeTool, findCompose } from "./compose-tool.ts";
import { hostileProgram, hostileTexts } from "./hostile.ts";
import { oracleFolder, withOracle } from "./support.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/valid");

/** Random programs; `MILVUSC_COUNT` says how many. */
const programCount = Number(process.env.MILVUSC_COUNT ?? 1000);
/** Runs of Compose at the same time: it waits for nothing, so more than the cores win nothing. */
const workers = Math.min(4, availableParallelism());

const found = await findCompose();
withOracle("compose", () => found, judgeAll);

function judgeAll(tool: ComposeTool): void {
  const work = mkdtempSync(join(oracleFolder(), "compose-"));
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const judge = new ComposeJudge(tool, work);

  test.each(readdirSync(fixtures).sort())(
    "%s",
    async (story) => {
      const checked = compileStory(join(fixtures, story));
      expect(hasErrors(checked)).toBe(false);
      for (const one of emittable(checked)) {
        expect(await judge.accepts(one)).toEqual([]);
        expect(await judge.judge(one)).toEqual([]);
      }
    },
    120_000,
  );

  test("hostile texts arrive as they were written", async ({ task }) => {
    const programs = ["2.4.0", "2.6.15"].flatMap((version) =>
      hostileTexts.map((single) => hostileProgram(version, hostileTexts, single)),
    );
    task.meta.cases = programs.length;
    await inParallel(programs, async (text) => {
      const checked = compileText(text);
      expect(hasErrors(checked), text.slice(0, 100)).toBe(false);
      const all = emittable(checked);
      expect(all).toHaveLength(1);
      for (const one of all) expect(await judge.judge(one), text.slice(0, 100)).toEqual([]);
    });
  }, 900_000);

  test("a text that did not arrive is noticed", async () => {
    for (const one of emittable(compileText(hostileProgram("2.6.15", ["$$a", "b"], "c"))))
      for (const [said, wrong] of [
        ["V0: $$$$a", "V0: $$a"],
        ["- $$$$a", "- $$a"],
        ["region: c", "region: d"],
        ["memory: 1g", "memory: 1000m"],
      ] as const) {
        const problems = await judge.judge(one, (text) => text.replaceAll(said, () => wrong));
        expect(problems, said).not.toEqual([]);
      }
    expect.assertions(4);
  }, 120_000);

  test(`${programCount} random programs`, async ({ task }) => {
    const texts = fc.sample(program.map(printProgram), { seed: 20240601, numRuns: programCount });
    let refused = 0;
    task.meta.cases = 0;
    await inParallel(texts, async (text) => {
      const checked = compileText(text);
      if (hasErrors(checked)) refused += 1;
      else
        for (const one of emittable(checked)) {
          task.meta.cases = (task.meta.cases ?? 0) + 1;
          expect(await judge.judge(one), text).toEqual([]);
        }
    });
    // The smith is to know what is valid: with many refused, little would be judged here.
    expect(refused).toBeLessThanOrEqual(programCount / 100);
    expect(task.meta.cases).toBeGreaterThanOrEqual(programCount);
  }, 3_600_000);
}

function hasErrors({ diagnostics }: Checked): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Deployments that Compose can hold. */
function emittable(checked: Checked): readonly Resolved[] {
  return checked.resolved.filter(
    (one) =>
      !compose
        .supports({ ...one, toolVersion: "VERSION" })
        .some(({ severity }) => severity === "error"),
  );
}

async function inParallel<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const item of waiting) await each(item);
    }),
  );
}
