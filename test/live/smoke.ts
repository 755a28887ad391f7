/** The client that judges a running Milvus: an outside command, since no client here is Milvus' own. */
import { join } from "node:path";
import { command, type Ended, lastOf } from "../support/command.ts";

/** `MILVUSC_SMOKE`; words in braces are replaced, and no shell reads it. */
const standard =
  `python3 -W ignore ${join(import.meta.dirname, "smoke.py")} ` +
  "{host} {port} --user={user} --password={password} {args}";

export interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

function words(place: Place, args: readonly string[]): string[] {
  const values: Record<string, string> = { ...place, port: String(place.port) };
  return (process.env.MILVUSC_SMOKE ?? standard)
    .split(/\s+/)
    .flatMap((word) =>
      word === "{args}" ? args : [word.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")],
    );
}

/** Why no smoke can be made here; nothing when it can. */
export async function missingClient(): Promise<string | undefined> {
  if (process.env.MILVUSC_SMOKE !== undefined) return undefined;
  const { isGood } = await command(["python3", "-c", "import pymilvus"]);
  return isGood ? undefined : "python3 has no pymilvus, and MILVUSC_SMOKE names no other command";
}

/** Four minutes, because a client repeats some calls without end. */
export function trySmoke(place: Place, ...args: string[]): Promise<Ended> {
  return command(words(place, args), { timeoutSeconds: 240 });
}

/** Seconds until every row was found. */
export async function smoke(place: Place, ...args: string[]): Promise<number> {
  const ended = await trySmoke(place, ...args);
  if (!ended.isGood) throw new Error(`smoke ${args.join(" ")}: ${lastOf(ended, 12)}`);
  return ended.seconds;
}
