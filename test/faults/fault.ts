/** A kind of mistake: where it can be made, and what must be said of it, at which words. */
import type { Edits, Subject } from "./subject.ts";

export interface Fault {
  /** As a person would tell it. */
  readonly name: string;
  /** What must be reported, once for each mark. */
  readonly code: string;
  /** The changed words, with « » around those that must be reported; nothing where it cannot be made. */
  readonly plant: (subject: Subject) => Edits | undefined;
  /** What else follows from it and is said as well, with the reason why it is a mistake of its own. */
  readonly follows?: Readonly<Record<string, string>>;
}
