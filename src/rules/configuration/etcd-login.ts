/** A login for etcd has a user and a password, and Milvus is one that gives them. */
import { firstWithEtcdLogin as first, isAtLeast, lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, onVersion, removed } from "../fixes.ts";
import { valueOfKey } from "../lookup.ts";
import { dependencyOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const etcdLogin = defineRule({
  code: "etcd-login",
  pass: "configuration",
  severity: "error",
  summary: "a login for etcd has a user and a password, and a Milvus that gives them",
  why:
    "Milvus panics at its start when it is to log in to etcd with an empty name or password, " +
    "and an etcd with logins refuses a Milvus that gives none.",
  help: "Write `credentials` of `external etcd`; an etcd that the compiler deploys asks for none.",
  source: "milvus-io/milvus#32365, #27555, #28895; pull requests #30226, #31633",
  messages: {
    empty: message`"etcd.auth.enabled" is true, but "${"key"}" is empty`,
    early: message`Milvus ${"version"} gives etcd no user and password; ${"first"} is the first that does`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379" { credentials secret "etcd-login" } >',
      'cluster a standalone < milvus 2.4.0; config { etcd.auth.password "something" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379"; config { etcd.auth.enabled true } >',
      'cluster a standalone < milvus 2.3.22; external etcd "e:2379" { credentials secret "etcd-login" }; ' +
        'allow patched-milvus "until the upgrade" >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version } = deployment;
    const isElsewhere = dependencyOf(deployment, "metadata")?.placement === "external";
    const isGiven = milvusComponents(deployment).some((one) =>
      variableOf(one, "ETCD_AUTH_PASSWORD"),
    );
    if (isElsewhere && isGiven && !isAtLeast(version, first)) {
      report("early", {
        at: "dependencies/metadata/credentials",
        facts: { version, first },
        help: "Take a newer Milvus, or an etcd that only Milvus reaches and that asks for no login.",
        fixes: onVersion(deployment, written, lineOf(first)?.newest ?? first),
      });
      return;
    }
    if (valueOfKey(deployment, "etcd.auth.enabled") !== "true") return;
    const missing = ["etcd.auth.userName", "etcd.auth.password"].find(
      (key) => (valueOfKey(deployment, key) ?? "") === "",
    );
    if (missing === undefined) return;
    const at = "configuration/etcd.auth.enabled";
    const fixes = fixAt(written(at), "remove the key", false, removed);
    report("empty", { at, facts: { key: missing }, fixes });
  },
});
