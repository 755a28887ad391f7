/** The house rules, executable: who may import whom, sizes, registries, banned words. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { products } from "../src/catalog/products.ts";
import { roles } from "../src/catalog/roles.ts";
import { targetEntries } from "../targets/index.ts";

const root = join(import.meta.dirname, "..");

/** Rooms that a room may import, and packages that are its doors (src/README.md explains the table). */
const rooms: Readonly<Record<string, { rooms: readonly string[]; doors?: readonly string[] }>> = {
  grammar: { rooms: [], doors: ["chevrotain"] },
  "src/text": { rooms: [] },
  "src/diagnostics": { rooms: ["src/text"] },
  "src/syntax": { rooms: ["src/text", "src/diagnostics", "grammar"], doors: ["chevrotain"] },
  "src/model": { rooms: ["src/text", "src/diagnostics"], doors: ["zod/mini"] },
  "src/catalog": { rooms: ["src/model"] },
  "src/catalog/charts": { rooms: ["src/catalog"] },
  "src/resolve": {
    rooms: ["src/text", "src/diagnostics", "src/syntax", "src/model", "src/catalog", "grammar"],
  },
  "src/rules": { rooms: ["src/text", "src/diagnostics", "src/model", "src/catalog"] },
  "src/graph": { rooms: ["src/model", "src/diagnostics"] },
  "src/emit": {
    rooms: ["src/text", "src/diagnostics", "src/model"],
    doors: ["yaml", "ejs"],
  },
  targets: {
    rooms: ["src/text", "src/diagnostics", "src/model", "src/emit", "src/catalog/charts"],
  },
  "src/host": { rooms: ["src/text"], doors: ["node:"] },
  "src/compile.ts": {
    rooms: [
      "src/text",
      "src/diagnostics",
      "src/syntax",
      "src/model",
      "src/resolve",
      "src/rules",
      "src/emit",
    ],
  },
  "src/index.ts": { rooms: ["*"] },
  "src/cli": { rooms: ["*"], doors: ["node:", "chevrotain", "zod/mini"] },
};

const bans: readonly { pattern: RegExp; instead: string; except?: RegExp }[] = [
  { pattern: /\bconsole\./, instead: "write through src/host" },
  { pattern: /\bprocess\.\w/, instead: "ask src/host", except: /^src\/(?:host|cli)\// },
  { pattern: /\bDate\.now\b|\bnew Date\b/, instead: "nothing: output has no time" },
  { pattern: /\bMath\.random\b/, instead: "nothing: output is deterministic" },
  { pattern: /^export default\b/m, instead: "a named export" },
  { pattern: /^(?:export )?(?:const )?enum\b/m, instead: "a union of literals" },
  { pattern: /\blocaleCompare\b/, instead: "compareText: the same order in every locale" },
  { pattern: /:\s*any\b|\bas any\b|<any>/, instead: "unknown, and a check" },
  { pattern: /\b(?:TODO|FIXME)\b/, instead: "an issue" },
];

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({
        path: relative(root, file).split(sep).join("/"),
        text: readFileSync(file, "utf8"),
      })),
  );
}

const product = sources("src", "grammar", "targets").filter(
  ({ path }) => !path.includes("/generated/"),
);

function roomOf(path: string): string {
  const names = Object.keys(rooms).sort((a, b) => b.length - a.length);
  return names.find((name) => path === name || path.startsWith(`${name}/`)) ?? path;
}

function importsOf({ text }: Source): string[] {
  const pattern = /(?:^|\n)(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"/g;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2]) as string);
}

test("rooms import only what their table says", () => {
  const found = product.flatMap((source) => {
    const room = roomOf(source.path);
    const allowed = rooms[room];
    if (allowed === undefined) return [`${source.path}: belongs to no room`];
    return importsOf(source).flatMap((name) => {
      if (!name.startsWith(".")) {
        const isDoor = allowed.doors?.some(
          (door) => name === door || (door.endsWith(":") && name.startsWith(door)),
        );
        return isDoor ? [] : [`${source.path}: imports package ${name}`];
      }
      const target = posix.join(posix.dirname(source.path), name);
      const other = roomOf(target);
      if (other === "targets" && room === "targets") {
        const [mine, theirs] = [source.path, target].map((path) => path.split("/")[1]);
        const isRegistry = ["targets/index.ts", "targets/all.ts"].includes(source.path);
        return isRegistry || mine === theirs
          ? []
          : [`${source.path}: imports its sibling ${target}`];
      }
      if (other === room || allowed.rooms.includes("*") || allowed.rooms.includes(other)) return [];
      return [`${source.path}: imports ${target}; ${room} may not know ${other}`];
    });
  });
  expect(found).toEqual([]);
});

test("only one file knows the YAML library's printer, and one knows ejs", () => {
  const users = (name: string) =>
    product.filter((source) => importsOf(source).includes(name)).map(({ path }) => path);
  expect(users("ejs")).toEqual(["src/emit/template.ts"]);
  expect(users("yaml")).toEqual(["src/emit/yaml-keys.ts", "src/emit/yaml.ts"]);
});

// The formatter holds code to 100 columns; prose in comments may have 120.
test("sizes: files to 400 lines, lines to 120 columns", () => {
  const found = product.flatMap(({ path, text }) => {
    const lines = text.split("\n");
    const long = lines.findIndex((line) => [...line].length > 120 && !/https?:\/\//.test(line));
    return [
      ...(lines.length > 401 ? [`${path}: has ${lines.length - 1} lines`] : []),
      ...(long === -1 ? [] : [`${path}:${long + 1}: has more than 120 columns`]),
    ];
  });
  expect(found).toEqual([]);
});

test("a file starts with what it is for", () => {
  const found = product.filter(({ text }) => !/^(?:#![^\n]*\n)?\/\*\*/.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(?:^|\s)\/\/.*$/gm, "");
}

test("banned words, each with its substitute", () => {
  const found = product.flatMap(({ path, text }) =>
    bans
      .filter(({ pattern, except }) => pattern.test(withoutComments(text)) && !except?.test(path))
      .map(({ pattern, instead }) => `${path}: ${pattern.source}; use ${instead}`),
  );
  expect(found).toEqual([]);
});

test("no target compares a component's name, role or product; no room but the targets' names a target", () => {
  const components = [...roles, ...products].map(({ name }) => name);
  const literals = new RegExp(`"(?:${components.join("|")})"`);
  const inTargets = product.filter(
    ({ path, text }) =>
      path.startsWith("targets/") &&
      !path.endsWith("/names.ts") &&
      literals.test(withoutComments(text).replace(/\bmode [!=]== "standalone"/g, "")),
  );
  expect(inTargets.map(({ path }) => path)).toEqual([]);
});

test("registries are complete: each law, product, line, command and target stands in its list once", () => {
  const registries: readonly [folder: string, registry: string, pattern: RegExp][] = [
    ["src/catalog/components", "src/catalog/products.ts", /\.ts$/],
    ["src/catalog/versions", "src/catalog/index.ts", /\.ts$/],
    ["src/cli/commands", "src/cli/commands/index.ts", /^(?!index).*\.ts$/],
  ];
  for (const [folder, registry, pattern] of registries) {
    const text = readFileSync(join(root, registry), "utf8");
    for (const file of readdirSync(join(root, folder)).filter((name) => pattern.test(name)))
      expect(text.split(`/${file}"`).length - 1, `${folder}/${file} in ${registry}`).toBe(1);
  }
  const folders = readdirSync(join(root, "targets"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(targetEntries.map(({ name }) => name).sort()).toEqual(folders.sort());
});
