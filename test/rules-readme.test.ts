/** The table of laws in src/rules/README.md is what the laws say; UPDATE=1 writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { knownCodes } from "../src/cli/codes.ts";
import { rules } from "../src/rules/index.ts";
import type { Rule } from "../src/rules/rule.ts";

const path = "src/rules/README.md";
const [start, end] = ["rewrites it -->\n", "<!-- end -->"];

it("the table of laws is current", () => {
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(start) + start.length;
  const current = `${text.slice(0, from)}${table()}${text.slice(text.indexOf(end))}`;
  if (process.env.UPDATE === "1") writeFileSync(path, current);
  else expect(text).toBe(current);
});

it("every code that answers a mistake exists", () => {
  const known = new Set(knownCodes());
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.split("|").length === 5);
  const named = rows.flatMap(
    (row) =>
      row
        .split("|")
        .at(-2)
        ?.match(/`[a-z]+(?:-[a-z]+)+`/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(60);
  for (const name of named) expect(known.has(name.slice(1, -1)), name).toBe(true);
});

const head = "| law | severity | what holds, and why | source |\n|---|---|---|---|";

function table(): string {
  const passes = [...new Set(rules.map(({ pass }) => pass))];
  const rowsOf = (pass: string) => rules.filter((rule) => rule.pass === pass).map(row);
  return passes.map((pass) => `\n### ${pass}\n\n${head}\n${rowsOf(pass).join("\n")}\n`).join("");
}

function row(rule: Rule): string {
  const { code, summary, why, source } = rule;
  const cells = [`\`${code}\``, severityOf(rule), `${summary}. ${why}`, source];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** In development, test and production, where they differ. */
function severityOf({ severity }: Rule): string {
  if (typeof severity === "string") return severity;
  return [severity.development, severity.test, severity.production].join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
