/** The IR is plain JSON of the published form: nothing is lost in writing and reading it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readIr } from "../../src/cli/ir.ts";
import { Workspace } from "../../src/model/schema.ts";
import { deployment } from "../smith/deployment.ts";
import { patience, runs } from "../smith/runs.ts";

test("an IR that was written and read is the same, and has the published form", patience, () => {
  fc.assert(
    fc.property(deployment, (one) => {
      const workspace: Workspace = { irVersion: 1, deployments: [one] };
      const read: unknown = JSON.parse(JSON.stringify(workspace));
      expect(read).toEqual(workspace);
      expect(Workspace.parse(read)).toEqual(workspace);
    }),
    runs(40),
  );
});

test("`check` takes the IR that `build --emit ir` writes", patience, () => {
  fc.assert(
    fc.property(deployment, (one) => {
      const text = JSON.stringify({ irVersion: 1, deployments: [one] }, null, 2);
      const { value, diagnostics } = readIr({ name: "ir.json", text });
      expect(diagnostics).toEqual([]);
      expect(value?.map((each) => each.deployment)).toEqual([one]);
    }),
    runs(20),
  );
});
