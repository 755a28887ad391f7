/** Artifacts to files: header, hash line and content; and whether a file on disk is one of ours, untouched. */
import type { Artifact, OutputFile } from "./artifact.ts";
import { commentLine, printYaml } from "./yaml.ts";

/** Short name of a text's content, as in `sha256:1f…`: without white space. The host brings it. */
export type Hash = (text: string) => string;

const markWord = "milvusc:hash";
const markLine = /^(?:#|;|\/\/) milvusc:hash (\S+)$/m;

/**
 * `ours`: written by milvusc and unchanged since; `edited`: written by milvusc, changed by a person; `foreign`: not
 * ours at all.
 */
export type Mark = "ours" | "edited" | "foreign";

export function printArtifacts(artifacts: readonly Artifact[], hash: Hash): OutputFile[] {
  return artifacts.map((artifact) => ({
    path: artifact.path,
    text: printArtifact(artifact, hash),
  }));
}

export function printArtifact(artifact: Artifact, hash: Hash): string {
  const start = artifact.kind === "yaml" ? "#" : artifact.comment;
  const body = artifact.kind === "yaml" ? printYaml(artifact.documents) : artifact.text;
  const [first = "", ...others] = artifact.header.map((line) => start + commentLine(line));
  const rest = `${others.map((line) => `${line}\n`).join("")}\n${body}`;
  const mark = hash(normalized(`${first}\n${rest}`));
  return `${first}\n${start} ${markWord} ${mark}\n${rest}`;
}

/** By the hash line in its head; a file without one is foreign. */
export function readMark(text: string, hash: Hash): Mark {
  const content = normalized(text);
  const found = markLine.exec(content);
  if (found === null) return "foreign";
  const without = content.slice(0, found.index) + content.slice(found.index + found[0].length + 1);
  return hash(without) === found[1] ? "ours" : "edited";
}

/** Line ends do not count: a checkout on another system is no edit. */
function normalized(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/^\ufeff/, "");
}
