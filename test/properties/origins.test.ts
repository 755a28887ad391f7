/** Every value of the IR can say why it is what it is, and points at words of the program where it was written. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Origin, originOf, spanOfOrigin } from "../../src/model/origins.ts";
import { parse } from "../../src/syntax/parse.ts";
import { resolved } from "../smith/deployment.ts";
import { patience, runs } from "../smith/runs.ts";

/** Paths of all leaves; members of lists are found by name, as `explain` finds them. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = (key: string) => (path === "" ? key : `${path}/${key}`);
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, below(key)));
  return value.flatMap((inner: unknown) => {
    const { name, key } = (typeof inner === "object" && inner !== null ? inner : {}) as {
      name?: string;
      key?: string;
    };
    const own = name ?? key;
    return own === undefined ? leaves(inner, path) : leaves(inner, below(own));
  });
}

/** Where words begin and end: nobody points into the middle of one. */
function edgesOf(text: string): { readonly starts: Set<number>; readonly ends: Set<number> } {
  const starts = new Set<number>();
  const ends = new Set<number>();
  for (const { index, 0: word } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[\w.:[\]-]+|\S/g)) {
    starts.add(index);
    ends.add(index + word.length);
  }
  return { starts, ends };
}

test("every value has an origin whose place is words of the program", patience, () => {
  fc.assert(
    fc.property(resolved, ({ deployment, origins }) => {
      for (const path of leaves(deployment, ""))
        expect(originOf(origins, path), path).toBeDefined();
      for (const [path, origin] of origins) {
        const { source, start, end } = spanOfOrigin(origin);
        const { starts, ends } = edgesOf(source.text);
        expect(starts.has(start) && ends.has(end) && start < end, path).toBe(true);
      }
    }),
    runs(30),
  );
});

test("a default names its source, a derived value what it follows from", patience, () => {
  const saysWhy = (origin: Origin) =>
    origin.kind === "written" ||
    (origin.kind === "default" ? origin.source : origin.because).trim().length > 10;
  fc.assert(
    fc.property(resolved, ({ origins }) => {
      for (const [path, origin] of origins) {
        expect(saysWhy(origin), path).toBe(true);
        if (origin.kind === "derived")
          for (const from of origin.from) expect(originOf(origins, from), from).toBeDefined();
      }
    }),
    runs(30),
  );
});

test("what a person wrote is found where it stands", patience, () => {
  fc.assert(
    fc.property(resolved, ({ deployment, origins }) => {
      const wordsOf = (path: string) => {
        const origin = origins.get(path);
        if (origin?.kind !== "written") return undefined;
        const { source, start, end } = origin.span;
        return source.text.slice(start, end);
      };
      const version = wordsOf("milvusVersion");
      if (version !== undefined) expect(version).toContain(deployment.milvusVersion);
      for (const { key } of deployment.configuration.settings)
        expect(wordsOf(`configuration/${key}`)).toContain(key);
      for (const { name, group } of deployment.components)
        for (const size of ["cpu", "memory"]) {
          const words = wordsOf(`components/${name}/requirements/${size}`);
          if (words !== undefined) expect(words, name).toMatch(new RegExp(`^${size} `));
          // What is said of a product is said of each of its parts.
          expect(words, name).toBe(wordsOf(`components/${group}/requirements/${size}`));
        }
      const restart = deployment.targets.compose?.find(({ name }) => name === "restart");
      for (const { name } of deployment.components)
        if (restart !== undefined)
          expect(wordsOf(`components/${name}/restart`)).toMatch(/^restart /);
      for (const { port, component, endpoint } of deployment.publications) {
        const exposed = wordsOf(`publications/${component}.${endpoint}`);
        if (exposed !== undefined) expect(exposed).toMatch(new RegExp(`^expose .*${port}$`));
      }
    }),
    runs(30),
  );
});

test("the program of an origin is the one that was read", patience, () => {
  fc.assert(
    fc.property(resolved, ({ origins }) => {
      const sources = new Set([...origins.values()].map((one) => spanOfOrigin(one).source));
      expect(sources.size).toBe(1);
      for (const source of sources) expect(parse(source).diagnostics).toEqual([]);
    }),
    runs(10),
  );
});
