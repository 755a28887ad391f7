/** A login for etcd has a user and a password. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { valueOfKey } from "../lookup.ts";
import { defineRule } from "../rule.ts";

export const etcdLogin = defineRule({
  code: "etcd-login",
  pass: "configuration",
  severity: "error",
  summary: "a login for etcd has a user and a password",
  why: "Milvus panics at its start when it is to log in to etcd with an empty name or password.",
  help: "Write `credentials` of `external etcd`; an etcd that the compiler deploys asks for none.",
  source: "milvus-io/milvus#32365, #27555",
  messages: { empty: message`"etcd.auth.enabled" is true, but "${"key"}" is empty` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379" { credentials secret "etcd-login" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379"; config { etcd.auth.enabled true } >',
    ],
  },
  check({ deployment, written, report }) {
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
