/** With woodpecker, every Milvus has an etcd of its own. */
import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { dependencyOf } from "../questions.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { metadataPrefix } from "./prefixes.ts";
import { sharedServices, toldApart } from "./sharing.ts";

const one =
  'cluster one standalone < milvus 2.6.15; storage woodpecker; external etcd "e:2379" { root-path "one" } >\n';

export const woodpeckerEtcd = defineWorkspaceRule({
  code: "woodpecker-etcd",
  pass: "storage",
  severity: "error",
  summary: "with woodpecker, every Milvus before 2.6.20 has an etcd of its own",
  why:
    "Woodpecker keeps its logs under one fixed prefix of etcd, whatever root path is set, " +
    "and two clusters overwrite each other's.",
  help: "Give each cluster its own etcd, or another message queue.",
  source: "zilliztech/woodpecker#165; milvus-io/milvus PR #50201",
  messages: {
    same: message`"${"later"}" and "${"earlier"}" both keep woodpecker's logs in etcd ${"address"}`,
  },
  examples: {
    valid: [
      `${one}cluster two standalone < milvus 2.6.15; storage woodpecker; external etcd "f:2379" >`,
      `${one}cluster two standalone < milvus 2.6.15; storage rocksmq; external etcd ` +
        `"e:2379" { root-path "two" } >`,
      `${one.replace("2.6.15", "3.0.0")}cluster two standalone < milvus 3.0.0; storage woodpecker; ` +
        'external etcd "e:2379" { root-path "two" } >',
    ],
    invalid: [
      `${one}cluster two standalone < milvus 2.6.15; storage woodpecker; external etcd ` +
        `"e:2379" { root-path "two" } >`,
      `${one}cluster two standalone < milvus 3.0.0; storage woodpecker; external etcd ` +
        `"e:2379" { root-path "two" } >`,
    ],
  },
  check({ resolved, report }) {
    const clashes = sharedServices(resolved, "metadata", (a, b) => {
      // The same root path is the greater mistake, and reported as such.
      if (metadataPrefix(a) === metadataPrefix(b)) return false;
      return usesWoodpecker(a) && usesWoodpecker(b) && (isEarly(a) || isEarly(b));
    });
    for (const shared of clashes) {
      const { earlier, later, address } = shared;
      report("same", {
        ...toldApart(shared),
        facts: { later: later.deployment.name, earlier: earlier.deployment.name, address },
        // Another root path does not tell these logs apart.
        fixes: [],
      });
    }
  },
});

function usesWoodpecker(deployment: Deployment): boolean {
  return dependencyOf(deployment, "queue")?.product === "woodpecker";
}

/** 3.0 has the library that knows prefixes; of 2.6 it is the patch after 2.6.19. */
function isEarly({ milvusVersion }: Deployment): boolean {
  return !isAtLeast(milvusVersion, "2.6.20");
}
