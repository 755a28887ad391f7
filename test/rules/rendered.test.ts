/**
 * Every law alone on its own examples: silent on the right ones, and on the wrong ones saying what
 * test/rules/rendered/PASS.txt shows. `UPDATE=1` rewrites it: read what changed, as a user would.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check, type Resolution } from "../../src/compile.ts";
import { renderPretty } from "../../src/diagnostics/render/pretty.ts";
import { rules } from "../../src/rules/index.ts";
import type { PlantedFault, Rule } from "../../src/rules/rule.ts";
import { resolveSources } from "../support/compile.ts";

const folder = join(import.meta.dirname, "rendered");
const isUpdate = process.env.UPDATE === "1";
const style = { colour: false, ascii: false };

/** By the other laws an example is judged in test/rules.test.ts. */
function said(rule: Rule, resolution: Resolution): string {
  const { diagnostics } = check(resolution, { rules: [rule], targets: () => [], toolVersion: "0" });
  const own = diagnostics.filter(({ code }) => code === rule.code);
  return renderPretty(own, style);
}

function ofText(rule: Rule, text: string): string {
  return said(rule, resolveSources([{ name: "example.mvs", text }]));
}

/** The places are those of the program in which the fault was planted. */
function ofFault(rule: Rule, { program, plant }: PlantedFault): string {
  const { resolved, diagnostics } = resolveSources([{ name: "planted.mvs", text: program }]);
  const planted = resolved.map((one) => ({ ...one, deployment: plant(one.deployment) }));
  return said(rule, { resolved: planted, diagnostics });
}

function rendered(rule: Rule): string {
  const { invalid, planted = [] } = rule.examples;
  const parts = [
    ...invalid.map((text) => ofText(rule, text)),
    ...planted.map((fault) => ofFault(rule, fault)),
  ];
  return `${parts.map((part) => part.replace(/\n+1 (?:error|warning|note)\n$/, "\n")).join("\n")}`;
}

const heading = (code: string) => `──── ${code} ────\n\n`;

function sectionsOf(pass: string): ReadonlyMap<string, string> {
  const file = join(folder, `${pass}.txt`);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const parts = text.split(/^──── (\S+) ────\n\n/m).slice(1);
  return new Map(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [])),
  );
}

describe.each([...new Set(rules.map(({ pass }) => pass))])("%s", (pass) => {
  const own = rules.filter((rule) => rule.pass === pass);
  const golden = isUpdate
    ? new Map(own.map((rule) => [rule.code, `${rendered(rule)}\n`]))
    : sectionsOf(pass);

  it.each(own)("$code", (rule) => {
    for (const text of rule.examples.valid) expect(ofText(rule, text)).toBe("");
    expect(`${rendered(rule)}\n`).toBe(golden.get(rule.code));
  });

  it("has no examples of laws that are gone", () => {
    expect([...golden.keys()]).toEqual(own.map(({ code }) => code));
  });

  afterAll(() => {
    if (!isUpdate) return;
    mkdirSync(folder, { recursive: true });
    const text = [...golden].map(([code, section]) => heading(code) + section).join("");
    writeFileSync(join(folder, `${pass}.txt`), text);
  });
});
