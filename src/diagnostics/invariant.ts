/** For our own mistakes, never for a user's: it throws, and the command line turns it into exit 70. */

export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

export function invariant(condition: unknown, text: string): asserts condition {
  if (!condition) throw new InvariantError(`this is a bug in milvusc: ${text}`);
}
