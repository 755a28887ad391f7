/** Every secret reaches somebody. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { rootSecret } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const usedSecrets = defineRule({
  code: "used-secrets",
  pass: "security",
  severity: "warning",
  summary: "every secret that is named reaches a process",
  why: "People believe that a password or certificate is in force that this Milvus never reads.",
  help: "Remove it, or take a Milvus version that reads it.",
  source: "milvus-io/milvus configs/milvus.yaml @2.4.7: defaultRootPassword is not read before",
  messages: { idle: message`nothing reads the secret "${"secret"}" (${"purpose"})` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; authorization on { root secret "r" } >',
      'cluster a standalone < milvus 2.6.15; tls server { certificate secret "certificate" } >',
      'cluster a standalone < milvus 2.6.15; storage minio { credentials secret "store" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.4.6; authorization on { root secret "r" }; allow ' +
        'patched-milvus "an old release" >',
    ],
    planted: [
      {
        program: 'cluster a standalone < milvus 2.6.15; authorization on { root secret "r" } >',
        plant: (deployment) => ({
          ...deployment,
          secrets: [
            ...deployment.secrets,
            { name: "spare", purpose: "of nobody", origin: "existing", keys: [] },
          ],
        }),
      },
    ],
  },
  check({ deployment, written, report }) {
    const used = usedNames(deployment);
    for (const { name, purpose } of deployment.secrets) {
      if (used.has(name)) continue;
      const isRoot = name === rootSecret(deployment)?.name;
      const at = isRoot ? "authorization/root" : `secrets/${name}`;
      const fixes = fixAt(isRoot ? written(at) : undefined, "remove the setting", false, removed);
      report("idle", { at, facts: { secret: name, purpose }, fixes });
    }
  },
});

function usedNames({ components, jobs }: Deployment): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { variables, command = [] } of [...components, ...jobs])
    for (const text of [...variables.map(({ value }) => value), ...command])
      for (const part of typeof text === "string" ? [] : text)
        if (typeof part === "object" && part.kind === "secret") used.add(part.secret);
  for (const { secretFiles } of components) for (const { secret } of secretFiles) used.add(secret);
  return used;
}
