/** A setting of etcd is said once: as a flag, which the compiler writes, or as a variable. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { defineRule } from "../rule.ts";

export const etcdFlags = defineRule({
  code: "etcd-flags",
  pass: "configuration",
  severity: "error",
  summary: "no variable of etcd repeats one of its flags",
  why: 'etcd ends at its start with "conflicting environment variable … is shadowed".',
  help: "Remove the variable: names and addresses of the members follow from the cluster.",
  source: "etcd-io/etcd PR #9382, pkg/flags/flag.go (from 3.4)",
  messages: { twice: message`${"variable"} and the flag ${"flag"} say the same of etcd` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; " +
        'storage etcd { variables { ETCD_SNAPSHOT_COUNT "20000" } } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; " +
        'storage etcd { variables { ETCD_ADVERTISE_CLIENT_URLS "http://etcd:2379" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { name: component, product, command = [], variables } of deployment.components) {
      if (product !== "etcd") continue;
      const flags = new Map(
        command.flatMap((argument) => {
          const flag = /^--[^=]+/.exec(plainText(argument))?.[0];
          return flag === undefined ? [] : [[variableOfFlag(flag), flag] as const];
        }),
      );
      for (const { name: variable } of variables) {
        const flag = flags.get(variable);
        if (flag === undefined) continue;
        const at = `components/${component}/variables/${variable}`;
        report("twice", {
          at,
          facts: { variable, flag },
          fixes: fixAt(written(at), `remove \`${variable}\``, true, removed),
        });
      }
    }
  },
});

/** `ETCD_DATA_DIR` of `--data-dir`. */
function variableOfFlag(flag: string): string {
  return `ETCD_${flag.slice(2).toUpperCase().replaceAll("-", "_")}`;
}
