/** The formatter changes no meaning: a formatted program resolves to the same IR. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { compileProgram } from "../smith/compiled.ts";
import { layOut, layout } from "../smith/layout.ts";
import { program } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";

const anyLayout = fc.tuple(program, layout).map(([written, chosen]) => layOut(written, chosen));

test(
  "a formatted program resolves to the same IR, and formatting it again changes nothing",
  patience,
  () => {
    fc.assert(
      fc.property(anyLayout, (text) => {
        const { value, diagnostics } = parse({ name: "main.mvs", text });
        expect(diagnostics).toEqual([]);
        const formatted = print(value);
        expect(compileProgram(formatted).workspace).toEqual(compileProgram(text).workspace);
        expect(print(parse({ name: "main.mvs", text: formatted }).value)).toBe(formatted);
      }),
      runs(40),
    );
  },
);
