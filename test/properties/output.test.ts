/** Output is a function of the program: nothing throws, the same bytes every time, YAML for every reader. */
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { compileProgram, outputOf } from "../smith/compiled.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";

const text = oneCluster.map(printProgram);
const { TZ, LANG } = process.env;

afterEach(() => {
  setVariable("TZ", TZ);
  setVariable("LANG", LANG);
});

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

test(
  "every target that takes an accepted program emits YAML that 1.1 and 1.2 read alike",
  patience,
  () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const [path, content] of outputOf(compileProgram(written))) {
          if (!/\.ya?ml$/.test(path) || content.includes("{{")) continue;
          const [old, current] = (["1.1", "1.2"] as const).map((version) =>
            parseAllDocuments(content, { version, merge: false }),
          );
          for (const document of current ?? []) expect(document.errors, path).toEqual([]);
          const values = (documents: typeof current) =>
            documents?.map((one) => one.toJS() as unknown);
          expect(values(old), path).toEqual(values(current));
        }
      }),
      runs(12),
    );
  },
);

test("two runs give the same bytes, in any time zone and language", patience, () => {
  fc.assert(
    fc.property(text, fc.constantFrom("Asia/Tokyo", "America/St_Johns"), (written, zone) => {
      const first = outputOf(compileProgram(written));
      setVariable("TZ", zone);
      setVariable("LANG", "tr_TR.UTF-8");
      expect(outputOf(compileProgram(written))).toEqual(first);
    }),
    runs(8),
  );
});

test("output knows neither the machine nor the moment", patience, () => {
  const year = String(new Date().getFullYear());
  fc.assert(
    fc.property(text, (written) => {
      for (const [path, content] of outputOf(compileProgram(written))) {
        expect(content, path).not.toContain(process.cwd());
        const years = content.match(new RegExp(`\\b${year}-\\d\\d-\\d\\d`, "g")) ?? [];
        // Releases of MinIO are dates.
        expect(
          years.filter((date) => !content.includes(`RELEASE.${date}`)),
          path,
        ).toEqual([]);
      }
    }),
    runs(10),
  );
});
