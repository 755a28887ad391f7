/** The table at the end of `npm run test:oracles`: who judged, how much, and who was not there. */
import type { Reporter, TestCase, TestModule } from "vitest/node";

declare module "vitest" {
  interface TaskMeta {
    /** How many inputs one test judged; left out, one. */
    cases?: number;
  }
}

interface Row {
  cases: number;
  passed: number;
  failed: number;
  skipped: string;
}

/** Groups at the top of a file are named after their judge. */
function judgeOf(test: TestCase): string {
  const [name = test.name] = test.fullName.split(" > ");
  return name;
}

// biome-ignore lint/style/noDefaultExport: the test runner takes no other
export default class Table implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = new Map<string, Row>();
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      const name = judgeOf(test);
      const row = rows.get(name) ?? { cases: 0, passed: 0, failed: 0, skipped: "" };
      rows.set(name, row);
      const { state } = test.result();
      const cases = test.meta().cases ?? 1;
      if (state === "skipped") row.skipped = /skipped: (.*)\)$/.exec(test.name)?.[1] ?? "yes";
      else {
        row.cases += cases;
        row[state === "passed" ? "passed" : "failed"] += cases;
      }
    }
    const lines = [...rows].map(
      ([name, { cases, passed, failed, skipped }]) =>
        `| ${name} | ${cases} | ${passed} | ${failed} | ${skipped} |`,
    );
    const head = ["| oracle | cases | passed | failed | skipped |", "|---|---|---|---|---|"];
    process.stdout.write(`\n${[...head, ...lines.sort()].join("\n")}\n`);
  }
}
