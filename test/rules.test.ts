/** Every law keeps what it promises: its examples, its fixes, its name and its place. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { phaseOf } from "../src/cli/codes.ts";
import { readIr } from "../src/cli/ir.ts";
import { applyFixes } from "../src/diagnostics/fix.ts";
import type { Deployment } from "../src/model/schema.ts";
import { rules } from "../src/rules/index.ts";
import type { Rule } from "../src/rules/rule.ts";
import {
  compileSources,
  compileText,
  described,
  judgeResolution,
  resolveSources,
} from "./support/compile.ts";

/** Lower case but for names, and no full stop. */
const lowerCase =
  /^(?:[^A-Z]|[A-Z_]{3}|(?:Attu|Helm|Kafka|Kubernetes|Milvus|MinIO|Pulsar|RustFS) ).*[^.]$/;

/** Laws about what a program leaves open. */
const aboutUnwritten = ["pinned-milvus-version", "pinned-queue"];

describe("the list of laws", () => {
  it("has each code once, in the file and folder of its name", () => {
    const codes = rules.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
    for (const { code, pass } of rules)
      expect(existsSync(`src/rules/${pass}/${code}.ts`), `${pass}/${code}`).toBe(true);
  });

  it("shares no invalid example between two laws", () => {
    const invalid = rules.flatMap(({ examples }) => examples.invalid);
    expect(invalid).toEqual([...new Set(invalid)]);
  });

  it("shows each law at work", () => {
    for (const { code, examples } of rules) {
      expect(examples.valid.length, code).toBeGreaterThan(0);
      expect(examples.invalid.length + (examples.planted?.length ?? 0), code).toBeGreaterThan(0);
    }
  });

  it("offers a fix for at least half of the errors that a program can have", () => {
    const errors = rules.filter((rule) => isError(rule) && rule.examples.invalid.length > 0);
    const mended = errors.filter((rule) =>
      rule.examples.invalid.some((text) => hasFix(rule, text)),
    );
    expect(mended.length * 2).toBeGreaterThanOrEqual(errors.length);
  });
});

describe.each(rules.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
  const { examples } = rule;

  it.each(examples.valid)("holds in %s", (text) => {
    const { diagnostics } = compiled(text);
    expect(
      described({ diagnostics: diagnostics.filter(({ severity }) => severity === "error") }),
    ).toBe("");
    expect(diagnostics.map((one) => one.code)).not.toContain(code);
  });

  it.each(examples.invalid)("is broken in %s", (text) => {
    if (code !== "pinned-milvus-version") expect(text).toMatch(/milvus \d+\.\d+\.\d+/);
    const checked = compiled(text);
    expect(onlyCodes(checked.diagnostics), described(checked)).toEqual([code]);
    for (const { message, why, help } of checked.diagnostics) {
      expect(message).toMatch(lowerCase);
      expect(why).toMatch(/[.:]$/);
      expect(help).toMatch(/[.:]$/);
    }
  });

  it.each(examples.invalid)("is broken in the IR as JSON of %s", (text) => {
    const { workspace, diagnostics } = compiled(text);
    const source = { name: "ir.json", text: JSON.stringify(workspace, undefined, 2) };
    const { value: resolved, diagnostics: unread } = readIr(source);
    expect(described({ diagnostics: unread })).toBe("");
    const checked = judgeResolution({ resolved, diagnostics: [] });
    const of = (list: typeof diagnostics) => list.filter((one) => one.code === code);
    const messages = (list: typeof diagnostics) => of(list).map(({ message }) => message);
    // What nobody wrote is in an IR like everything else.
    if (!aboutUnwritten.includes(code))
      expect(new Set(messages(checked.diagnostics))).toEqual(new Set(messages(diagnostics)));
    expect(of(checked.diagnostics).flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  it.each(examples.planted ?? [])("is broken when planted in $program", ({ program, plant }) => {
    expect(described(plantedIn(program, (deployment) => deployment))).toBe("");
    const checked = plantedIn(program, plant);
    expect(onlyCodes(checked.diagnostics), described(checked)).toEqual([code]);
  });

  it.each(examples.invalid)("is mended for good by its safe fixes in %s", (text) => {
    const sources = [{ name: "test.mvs", text }];
    const check = (texts: typeof sources) => compileSources(texts).diagnostics;
    const before = check(sources);
    if (!before.some(({ fixes }) => fixes.some(({ safe }) => safe))) return;
    const plan = {
      check: (texts: readonly (typeof sources)[number][]) => check([...texts]),
      phase: (one: { code: string }) => phaseOf(one.code),
    };
    const fixed = applyFixes(sources, plan);
    expect(described(fixed)).toBe("");
    expect(applyFixes(fixed.sources, plan).sources).toEqual(fixed.sources);
  });

  it.each(examples.invalid)("is answered by every offered fix in %s", (text) => {
    const source = { name: "test.mvs", text };
    const { diagnostics } = compileSources([source]);
    for (const { fixes } of diagnostics.filter((one) => one.code === code))
      for (const { title, edits } of fixes) {
        const changed = [...edits]
          .sort((a, b) => b.span.start - a.span.start)
          .reduce(
            (now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end),
            text,
          );
        const after = compileText(changed);
        const count = (list: typeof diagnostics) => list.filter((one) => one.code === code).length;
        expect(count(after.diagnostics), `${title}: ${changed}`).toBeLessThan(count(diagnostics));
        expect(
          described({
            diagnostics: after.diagnostics.filter(
              (one) => one.severity === "error" && one.code !== code,
            ),
          }),
          `${title}: ${changed}`,
        ).toBe("");
      }
  });
});

/** Each example is asked several things. */
const recent = new Map<string, ReturnType<typeof compileText>>();
function compiled(text: string): ReturnType<typeof compileText> {
  const known = recent.get(text) ?? compileText(text);
  if (recent.size >= 20) recent.clear();
  recent.set(text, known);
  return known;
}

function onlyCodes(diagnostics: readonly { code: string }[]): string[] {
  return [...new Set(diagnostics.map(({ code }) => code))];
}

function isError({ severity }: Rule): boolean {
  return (
    severity === "error" ||
    (typeof severity === "object" && Object.values(severity).includes("error"))
  );
}

function hasFix({ code }: Rule, text: string): boolean {
  return compiled(text).diagnostics.some((one) => one.code === code && one.fixes.length > 0);
}

/** Judged as an IR from disk is: only the deployment as a whole has a place. */
function plantedIn(program: string, plant: (deployment: Deployment) => Deployment) {
  const { resolved } = resolveSources([{ name: "test.mvs", text: program }]);
  const source = { name: "ir.json", text: "{}" };
  const origin = { kind: "written", span: { source, start: 0, end: 2 } } as const;
  return judgeResolution({
    resolved: resolved.map(({ deployment }) => ({
      deployment: plant(deployment),
      origins: new Map([["", origin]]),
    })),
    diagnostics: [],
  });
}
