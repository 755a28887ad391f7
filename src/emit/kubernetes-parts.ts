/** Parts of Kubernetes objects that every format for Kubernetes writes alike. */
import type { Check, Component, Secret } from "../model/schema.ts";
import type { Yaml } from "./artifact.ts";

type SecretFiles = Component["secretFiles"];

/** What a key is called inside the Secret. */
export function keyInside(secret: string, key: string, secrets: readonly Secret[]): string {
  const keys = secrets.find(({ name }) => name === secret)?.keys ?? [];
  return keys.find(({ name }) => name === key)?.key ?? key;
}

/** Folders with files made of Secrets' keys: each becomes a volume. */
export function secretFolders(files: SecretFiles): readonly string[] {
  return [...new Set(files.map(({ path }) => folderOf(path)))];
}

/** `sources` of the projected volume for one of those folders. */
export function secretSources(
  folder: string,
  files: SecretFiles,
  secrets: readonly Secret[],
): readonly Yaml[] {
  const inside = files.filter(({ path }) => folderOf(path) === folder);
  return [...new Set(inside.map(({ secret }) => secret))].map((secret) => ({
    secret: {
      name: secret,
      items: inside
        .filter((file) => file.secret === secret)
        .map(({ key, path }) => ({
          key: keyInside(secret, key, secrets),
          path: path.slice(path.lastIndexOf("/") + 1),
        })),
    },
  }));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** How a probe asks. */
export function probeHandler(check: Check): Readonly<Record<string, Yaml>> {
  switch (check.kind) {
    case "exec":
      return { exec: { command: check.command } };
    case "shell":
      return { exec: { command: ["sh", "-c", check.line] } };
    case "http":
      return { httpGet: { path: check.path, port: check.port } };
    case "tcp":
      return { tcpSocket: { port: check.port } };
  }
}

/** Kubernetes takes whole seconds, from 1. */
export function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}

/** Ports have names of at most 15 characters, with a letter in them. */
export function portName(name: string): string {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 15)
    .replace(/^-+|-+$/g, "");
  return /[a-z]/.test(word) ? word : `port-${word}`.slice(0, 15);
}
