/** One deployment in one format: artifacts to files. Only what passed the laws and `supports` comes here. */
import type { Resolved } from "../model/resolved.ts";
import type { OutputFile } from "./artifact.ts";
import { type Hash, printArtifacts } from "./print.ts";
import type { Form, Target } from "./target.ts";

export interface ProducePlan {
  readonly toolVersion: string;
  readonly hash: Hash;
  /** Left out, files. */
  readonly form?: Form;
}

/** The first file is the main one. */
export function produce(
  { deployment, origins }: Resolved,
  target: Target,
  { toolVersion, hash, form = "files" }: ProducePlan,
): readonly OutputFile[] {
  return printArtifacts(target.emit({ deployment, origins, toolVersion }, form), hash);
}
