/** `extends` is writing it out: what a parent says for its child is as if the child had said it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProgram, errorsOf } from "../smith/compiled.ts";
import { family } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";

const texts = family.map(({ extended, flat }) => ({
  extended: printProgram(extended),
  flat: printProgram(flat),
}));

test("a child of a template is what it would be if everything stood in it", patience, () => {
  fc.assert(
    fc.property(texts, ({ extended, flat }) => {
      const child = compileProgram(extended);
      const whole = compileProgram(flat);
      const named = child.workspace.deployments.filter(({ name }) => name === "dev");
      expect(named).toEqual(whole.workspace.deployments);
      // A parent with a mode is a cluster of its own, and what is wrong with it is its own business.
      if (child.workspace.deployments.length === 1) expect(errorsOf(child)).toBe(errorsOf(whole));
    }),
    runs(60),
  );
});
