/** Types of the concrete syntax tree. */
import { generateCstDts, type Rule } from "chevrotain";

export function deriveCstTypes(rules: Record<string, Rule>): string {
  const header = "/** Derived from grammar/productions.ts; `npm run grammar` writes it. */";
  return `${header}\n${generateCstDts(rules).trim()}\n`;
}
