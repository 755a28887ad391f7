/** Where entries stand while they are bound, and how binding reports. */
import type { Entry } from "../../grammar/entry.ts";
import type { Report } from "../diagnostics/define.ts";
import type * as ast from "../syntax/ast.ts";
import { syntaxCodes } from "../syntax/diagnostics.ts";
import { resolveCodes } from "./diagnostics.ts";

export const bindCodes = { ...syntaxCodes, ...resolveCodes };

/** Where entries stand: what may be written there. */
export interface Scope {
  /** What holds them: a statement's name, or nothing for a cluster's body. */
  readonly owner?: string;
  readonly ownerEntry?: ast.Entry;
  readonly lookUp: (name: string) => { entry: Entry; keyword: string } | undefined;
  readonly known: readonly string[];
  /** Every name may stand there. */
  readonly isOpen?: boolean;
}

export interface BindContext {
  readonly report: Report<typeof bindCodes>;
  /** Statements that a block without its `}` had swallowed, in order; they belong to what is outside. */
  readonly swallowed: ast.Entry[];
}
