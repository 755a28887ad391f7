/** No variable says something else than `config`. */
import { reducedKeyOf, reducedName } from "../../catalog/configuration.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText, readSettings } from "../lookup.ts";
import { literalOf, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const unshadowedKeys = defineRule({
  code: "unshadowed-keys",
  pass: "configuration",
  severity: "error",
  summary: "no variable says something else than `config`",
  why: "Variables win over files: the value in `config` would have no effect, without a word.",
  help: "Say it in one place.",
  source: "milvus-io/milvus pkg/config/source.go, pkg/config/env_source.go",
  messages: {
    other: message`"${"key"}" is "${"value"}" in config, but ${"variable"} of ${"component"} says "${"found"}"`,
    hidden: message`"${"key"}" has no effect: ${"variable"} of ${"component"} has its value from elsewhere`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { log.level warn }; standalone { " +
        'variables { GOGC "200" } } >',
      "cluster a standalone < milvus 2.6.15; config { log.level warn }; standalone { variables { " +
        "LOG_LEVEL warn } } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { log.level warn }; standalone { " +
        "variables { LOG_LEVEL debug } } >",
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379" { root-path "one" }; ' +
        "config { etcd.rootPath two } >",
      "cluster a standalone < milvus 2.6.15; config { log.level warn }; standalone { variables { " +
        "MILVUS_CONF_LOG_LEVEL debug } } >",
    ],
  },
  check({ deployment, written, report }) {
    const settings = new Map(readSettings(deployment).map((one) => [reducedName(one.key), one]));
    if (settings.size === 0) return;
    const seen = new Set<string>();
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name, value: text } of variables) {
        const setting = settings.get(reducedKeyOf(name, deployment.milvusVersion));
        const found = plainText(text);
        if (setting === undefined || String(setting.value) === found || seen.has(setting.key))
          continue;
        seen.add(setting.key);
        const { key, value } = setting;
        const variableAt = `components/${component}/variables/${name}`;
        const keyAt = `configuration/${key}`;
        const variableWords = written(variableAt);
        const place = {
          at: variableWords === undefined ? keyAt : variableAt,
          component,
          ...(variableWords === undefined
            ? { help: "A statement says it already: remove the key." }
            : {}),
          fixes:
            variableWords === undefined
              ? fixAt(written(keyAt), "remove the key", false, removed)
              : fixAt(variableWords, `remove \`${name}\``, false, removed),
        };
        const facts = { key, variable: name, component };
        if (literalOf(text) === undefined) report("hidden", { ...place, facts });
        else report("other", { ...place, facts: { ...facts, value: shown(value), found } });
      }
  },
});

/** A key that holds keys of its own can stand in a file. */
function shown(value: unknown): string {
  return typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** A variable of some process says something else. */
export function isShadowed(deployment: Deployment, key: string, value: string): boolean {
  const reduced = reducedName(key);
  const isKey = (name: string) => reducedKeyOf(name, deployment.milvusVersion) === reduced;
  return milvusComponents(deployment).some(({ variables }) =>
    variables.some((one) => isKey(one.name) && plainText(one.value) !== value),
  );
}
