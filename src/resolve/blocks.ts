/** `target` and `allow`: what only formats have, and which warnings are meant. */
import { compareText } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Allowance, Component, Deployment, TargetSetting } from "../model/schema.ts";
import { argumentOf, type Bound, type BoundValue, textOf, valuesOf } from "./bound.ts";
import type { ResolveContext } from "./context.ts";
import { memberNames } from "./networks.ts";
import { valueText } from "./secrets.ts";

/** Settings of each target block, with components for the names that people write. */
export function targetSettings(
  context: ResolveContext,
  components: readonly Component[],
): Deployment["targets"] {
  const targets: Record<string, TargetSetting[]> = {};
  const blocks = [...context.cluster.body.values()].filter(({ keyword }) => keyword === "target");
  for (const block of blocks.sort((a, b) => compareText(a.key, b.key))) {
    const name = textOf(block, "target") ?? "";
    context.record.written(`targets/${name}`, block.words);
    targets[name] = settingsOf(context, components, block, `targets/${name}`);
  }
  return targets;
}

function settingsOf(
  context: ResolveContext,
  components: readonly Component[],
  block: Bound,
  path: string,
): TargetSetting[] {
  return [...block.settings.values()].map((setting) => {
    const own = `${path}/${setting.key}`;
    context.record.written(own, setting.words);
    return {
      name: setting.keyword,
      arguments: argumentsOf(context, components, setting),
      settings: settingsOf(context, components, setting, own),
    };
  });
}

/** Arguments by name; literal words of the form stand under their own name; `env` makes a reference. */
function argumentsOf(
  context: ResolveContext,
  components: readonly Component[],
  setting: Bound,
): TargetSetting["arguments"] {
  const { form, entry } = setting;
  const result: TargetSetting["arguments"] = {};
  const isReference = form.includes("env");
  for (const part of form) {
    if (typeof part === "string") {
      if (part !== "env" && part !== "except") result.choice = part;
      continue;
    }
    if (isReference && (part.name === "variable" || part.name === "default")) continue;
    if (part.name === "except") continue;
    const values = valuesOf(setting, part.name);
    result[part.name] =
      part.type === "member"
        ? memberNames(context, components, values, valuesOf(setting, "except"))
        : plainValue(values, part.many === true);
  }
  if (isReference) {
    const plain = entry.forms
      .at(-1)
      ?.find((part) => typeof part !== "string" && part.type !== "member");
    const [reference] = valueText(setting);
    if (typeof plain === "object" && typeof reference === "object")
      result[plain.name] = reference as never;
  }
  return result;
}

function plainValue(values: readonly BoundValue[], isMany: boolean): string | number | string[] {
  if (isMany) return values.map(({ text }) => text);
  const [first] = values;
  return typeof first?.value === "number" ? first.value : (first?.text ?? "");
}

export function allowances(
  context: ResolveContext,
  components: readonly Component[],
  knownCodes: readonly string[],
): Allowance[] {
  const written = [...context.cluster.body.values()].filter(({ keyword }) => keyword === "allow");
  return written
    .flatMap((bound): Allowance[] => {
      const code = argumentOf(bound, "code") as BoundValue;
      context.record.written(`allowances/${bound.key}`, bound.words);
      if (!knownCodes.includes(code.text)) {
        reportUnknownCode(context, code, knownCodes);
        return [];
      }
      const named = valuesOf(bound, "component");
      const members = memberNames(context, components, named);
      const reason = textOf(bound, "reason") ?? "";
      // A component that does not exist has been reported: what was to be silenced is no further mistake.
      if (members.length === 0) return [{ code: code.text, reason }];
      return members.map((component) => ({ code: code.text, component, reason }));
    })
    .sort(
      (a, b) => compareText(a.code, b.code) || compareText(a.component ?? "", b.component ?? ""),
    );
}

function reportUnknownCode(
  { report }: ResolveContext,
  code: BoundValue,
  known: readonly string[],
): void {
  const near = suggest(code.text, known);
  report("known-codes", "unknown", {
    at: code.span,
    facts: { code: code.text },
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `write \`${near.name}\``,
              safe: near.only,
              edits: [{ span: code.span, text: near.name }],
            },
          ],
    help: "`milvusc explain` lists all codes.",
  });
}
