/** Text that is no data, by ejs: the only place that knows it. YAML is never made here. */
import ejs from "ejs";
import { invariant } from "../diagnostics/invariant.ts";

/** Makes a value harmless in one kind of file; it may throw for what that kind cannot hold. */
export type Escape = (text: string) => string;

/**
 * Fills a template with a view that TypeScript prepared, under the name `it`. Every value goes through `escapeValue`,
 * and a misspelt property is our bug, never an empty word in the output.
 */
export function renderTemplate(template: string, view: object, escapeValue: Escape): string {
  const fill = ejs.compile(template, {
    strict: true,
    _with: false,
    localsName: "it",
    // Else it shows the template around an error, through the same escape function.
    compileDebug: false,
    escape: (value) => {
      invariant(
        typeof value === "string" || typeof value === "number",
        `a template shows ${typeof value} where it should show text`,
      );
      return escapeValue(String(value));
    },
  });
  return fill(view);
}
