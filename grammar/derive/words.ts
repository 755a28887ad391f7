/** Words of the vocabulary by what editors call them. */
import type { Entries, Entry } from "../entry.ts";
import {
  dependencySettings,
  modes,
  roleStatement,
  statements,
  targetBlocks,
} from "../vocabulary.ts";

/** Words of a cluster's head, besides its name and its parent's. */
export const headWords: readonly string[] = [...modes, "extends"];

/**
 * Words that stand for themselves in a form, such as `on`, `secret` or `except`; no plain numbers.
 */
export const constantWords: readonly string[] = collect((entry) =>
  entry.forms.flatMap((form) => form.filter((part) => typeof part === "string")),
).filter((word) => !/^\d/.test(word));

export const statementNames: readonly string[] = Object.keys(statements);

function collect(wordsOf: (entry: Entry) => readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (entries: Entries): void => {
    for (const entry of Object.values(entries)) {
      for (const word of wordsOf(entry)) found.add(word);
      if (entry.settings !== undefined) visit(entry.settings);
      if (entry.open !== undefined) visit({ open: entry.open.entry });
    }
  };
  visit(statements);
  visit({ roleStatement });
  visit(dependencySettings);
  for (const block of Object.values(targetBlocks)) visit(block);
  return [...found].sort();
}
