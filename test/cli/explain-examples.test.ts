/** What `explain` shows is true: the wrong example gives its code and nothing else, the right one nothing at all. */
import { describe, expect, test } from "vitest";
import { allCodes } from "../../src/cli/codes.ts";
import { rules } from "../../src/rules/index.ts";
import { milvusc } from "../support/command-line.ts";

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

async function check(text: string): Promise<Found[]> {
  // On the machine in memory a lone surrogate stands for bytes that are no UTF-8.
  const input = text.replaceAll("\ufffd", "\udc80");
  const { output } = await milvusc(["check", "-", "--format", "json"], { input });
  return JSON.parse(output).diagnostics;
}

/** Laws that no program can break: `rules.test.ts` plants their faults into an IR. */
const unbreakable = rules
  .filter(({ examples }) => examples.invalid.length === 0)
  .map(({ code }) => code);

describe.each(allCodes().map((code) => [code.code, code] as const))("%s", (code, about) => {
  test("says why, and from where it is known", () => {
    expect(about.why).toMatch(/^[^\n]+[.:?!]$/);
    expect(about.source).toMatch(/\S/);
    expect(about.summary).toMatch(/^[^\n]+[^.\n]$/);
  });

  test("wrong", async () => {
    if (about.wrong === undefined) expect(unbreakable).toContain(code);
    else expect([...new Set((await check(about.wrong)).map((one) => one.code))]).toEqual([code]);
  });

  test("right", async () => {
    const notes = (await check(about.right)).filter(({ severity }) => severity !== "note");
    expect(notes).toEqual([]);
  });
});
