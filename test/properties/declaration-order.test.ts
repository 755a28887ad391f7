/** The order of statements says nothing: IR and output are the same in any. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProgram, outputOf } from "../smith/compiled.ts";
import { oneCluster, program } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { type Entry, type Program, printProgram } from "../smith/tree.ts";

/** Settings of these keep the order in which people wrote them. */
const ordered = ["variables", "target"];

/** Takes entries in the order of the keys; the same keys for all lists of a program. */
function shuffle(entries: readonly Entry[], keys: readonly number[]): readonly Entry[] {
  const inner = entries.map((one) => (ordered.includes(one.name) ? one : withBlocks(one, keys)));
  return inner
    .map((one, index) => ({ one, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

function withBlocks(one: Entry, keys: readonly number[]): Entry {
  const items = one.items.map((item) =>
    item.block === undefined ? item : { ...item, block: shuffle(item.block, keys) },
  );
  return { ...one, items };
}

const keys = fc.array(fc.nat({ max: 99 }), { minLength: 5, maxLength: 17 });

function reordered({ clusters }: Program, chosen: readonly number[]): Program {
  return {
    clusters: clusters.map((one) => ({ ...one, entries: shuffle(one.entries, chosen) })),
  };
}

test("the order of statements does not change the IR", patience, () => {
  fc.assert(
    fc.property(program, keys, (written, chosen) => {
      const plain = compileProgram(printProgram(written));
      const other = compileProgram(printProgram(reordered(written, chosen)));
      expect(other.workspace).toEqual(plain.workspace);
    }),
    runs(30),
  );
});

test("the order of statements does not change the output", patience, () => {
  fc.assert(
    fc.property(oneCluster, keys, (written, chosen) => {
      const plain = compileProgram(printProgram(written));
      const other = compileProgram(printProgram(reordered(written, chosen)));
      expect(outputOf(other)).toEqual(outputOf(plain));
    }),
    runs(10),
  );
});

test("the order of clusters changes no cluster", patience, () => {
  fc.assert(
    fc.property(program, ({ clusters }) => {
      const { deployments } = compileProgram(printProgram({ clusters })).workspace;
      const backwards = compileProgram(printProgram({ clusters: [...clusters].reverse() }));
      expect(backwards.workspace.deployments.toReversed()).toEqual(deployments);
    }),
    runs(15),
  );
});
