/** Settings that a statement cannot do without. */
import type { Entries } from "../../grammar/entry.ts";
import type { Report } from "../diagnostics/define.ts";
import { type Bound, lacks } from "./bound.ts";
import type { resolveCodes } from "./diagnostics.ts";
import { describeForm } from "./forms.ts";

/** Says what is missing, and what it is for. What was written and is wrong, or may be meant, has been said already. */
export function requireSetting(
  { report }: { readonly report: Report<typeof resolveCodes> },
  bound: Bound,
  setting: string,
  name = bound.name,
): void {
  if (!lacks(bound.settings, setting)) return;
  const known = bound.entry.settings as Entries | undefined;
  const attempted = [...(bound.settings.attempted?.keys() ?? [])];
  if (known !== undefined && attempted.some((name) => !Object.hasOwn(known, name))) return;
  const entry = known?.[setting];
  const help =
    entry === undefined
      ? {}
      : {
          help: `Write \`${setting} ${describeForm(entry.forms.at(-1) ?? [])}\` into its block: ${entry.summary}.`,
        };
  report("complete-statements", "setting", {
    at: bound.words,
    facts: { name, setting },
    ...help,
  });
}
