// biome-ignore-all lint/suspicious/noTemplateCurlyInString: people write them into programs
/** Whatever stands in a file: it parses, each diagnostic has its place, and safe fixes are safe. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { applyFix, safeFixOf } from "../support/fixes.ts";
import { programTokens } from "../support/programs.ts";

const seed = 20240601;

const soup = fc
  .array(
    fc.constantFrom(
      ..."<>{}();,:=#'\"[]$`“”\\/",
      ..."  \n\n".split(""),
      ...["//", "/*", "*/", "cluster", "import", "extends", "standalone", "proxy", "x2"],
      ...[
        "(4)",
        '"t"',
        "'t'",
        "a=b",
        "a: ",
        "localhost:1",
        "./p",
        "${V}",
        "[a, b]",
        "größe",
        "\u{1F600}",
      ],
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(" ").replace(/ (?=[ab:=])/g, ""));
const inCluster = soup.map((text) => `cluster a < ${text}`);
const noise = fc.string({ unit: "binary", maxLength: 200 });

test.each([
  ["token soup", soup],
  ["token soup in a cluster", inCluster],
  ["random code points", noise],
])("%s never throws, and every place lies inside the source", (_, anyText) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { value, diagnostics } = parse({ name: "a.mvs", text });
      for (const { primary, labels, fixes } of diagnostics)
        for (const { start, end } of [
          primary,
          ...labels.map(({ span }) => span),
          ...fixes.flatMap(({ edits }) => edits.map(({ span }) => span)),
        ]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      print(value);
    }),
    { seed, numRuns: 400 },
  );
});

const slips = ["<", ">", "{", "}", "(", ")", ";", ",", ":", "=", "'", '"', "#", "a=b", "cluster"];
const slip = fc.record({
  kind: fc.constantFrom("insert", "remove", "replace", "swap"),
  at: fc.nat(1000),
  token: fc.constantFrom(...slips),
});

/** One token too many, too few, or another one. */
function withSlip(
  tokens: readonly string[],
  { kind, at, token }: typeof slip extends fc.Arbitrary<infer T> ? T : never,
) {
  const index = at % (tokens.length + 1);
  const [before, after] = [tokens.slice(0, index), tokens.slice(index)];
  if (kind === "insert") return [...before, token, ...after];
  if (kind === "remove") return [...before, ...after.slice(1)];
  if (kind === "replace") return [...before, token, ...after.slice(1)];
  return [...before, ...after.slice(0, 2).reverse(), ...after.slice(2)];
}

function alike({ code, message }: Diagnostic, found: readonly Diagnostic[]): number {
  return found.filter((other) => other.code === code && other.message === message).length;
}

test("a safe fix of a slip makes its diagnostic go away and brings no more than there were", () => {
  fc.assert(
    fc.property(programTokens, slip, (tokens, change) => {
      const source = { name: "a.mvs", text: withSlip(tokens, change).join(" ") };
      const { diagnostics } = parse(source);
      for (const diagnostic of diagnostics) {
        const fix = safeFixOf(diagnostic);
        if (fix === undefined) continue;
        const fixed = { name: "a.mvs", text: applyFix(source, fix) };
        const left = parse(fixed).diagnostics;
        const context = `${diagnostic.message}: ${source.text}`;
        expect(alike(diagnostic, left), context).toBeLessThan(alike(diagnostic, diagnostics));
        expect(left.length, context).toBeLessThanOrEqual(diagnostics.length);
      }
    }),
    { seed, numRuns: 1500 },
  );
});
