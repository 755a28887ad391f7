/** Pieces of arguments and variables that name hosts; targets render them. */
import type { Part, Text } from "../model/schema.ts";

type Piece = Exclude<Text, string>[number];
type EachPiece = Extract<Part, { kind: "each" }>["text"][number];

/** This member's own host name, under which its peers reach it. */
export const ownHost = { kind: "self", what: "host", offset: 0 } as const satisfies Part;
/** This member's own name: short, without a domain. */
export const ownName = { kind: "self", what: "name", offset: 0 } as const satisfies Part;
/** This member's number, counted from 1. */
export const ownNumber = { kind: "self", what: "number", offset: 1 } as const satisfies Part;

export function text(...pieces: readonly (Piece | Text)[]): Text {
  return pieces.flatMap((piece) => (Array.isArray(piece) ? piece : [piece as Piece]));
}

/** The one name of a component as a whole. */
export function host(component: string): Part {
  return { kind: "host", component };
}

/** `pieces` once for every member, separated by commas. */
export function each(component: string, ...pieces: readonly EachPiece[]): Part {
  return { kind: "each", component, text: [...pieces], separator: "," };
}

/** `a:2379,b:2379,c:2379`; of a single member its one name. */
export function addresses(component: string, count: number, port: number): Text {
  return count > 1 ? [each(component, ownHost, `:${port}`)] : [host(component), `:${port}`];
}

/** The same of endpoints that exist elsewhere. */
export function outsideAddresses(
  endpoints: readonly { readonly host: string; readonly port: number }[],
): string {
  return endpoints.map((endpoint) => `${endpoint.host}:${endpoint.port}`).join(",");
}
