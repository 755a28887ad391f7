/** Known mistakes, planted into every valid fixture, are reported where they were made; and nothing else is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Origin, originOf, spanOfOrigin } from "../../src/model/origins.ts";
import { parse } from "../../src/syntax/parse.ts";
import { judgeResolution } from "../support/compile.ts";
import { compileStory } from "../support/story.ts";
import { faults } from "./index.ts";
import { irFaults } from "./ir.ts";
import { findingsOf, missed, newFindings, subjectsOf, textsOfClusters } from "./planting.ts";

const root = join(import.meta.dirname, "..", "..", "fixtures", "valid");

/** Each cluster of a fixture by itself, with the templates that it may extend: one compilation is one cluster. */
const subjects = readdirSync(root).flatMap((name) => {
  const folder = join(root, name);
  const compile = (text?: string) => compileStory(folder, text);
  const text = readFileSync(join(folder, "main.mvs"), "utf8");
  return textsOfClusters(text).flatMap((alone) => {
    const checked = compile(alone);
    const { value } = parse({ name: "main.mvs", text: alone });
    return subjectsOf(value, checked).map((subject) => {
      const title = `${name}, ${subject.deployment.name}`;
      return { title, subject, before: findingsOf(checked), compile };
    });
  });
});

test("there are faults of many kinds", () => {
  const codes = new Set([...faults, ...irFaults].map(({ code }) => code));
  expect(codes.size).toBeGreaterThan(80);
});

test.each(faults.map((fault) => [fault.name, fault] as const))("%s", (_, fault) => {
  const planted = subjects.flatMap((one) => {
    const edits = fault.plant(one.subject);
    return edits === undefined ? [] : [{ ...one, edits }];
  });
  expect(planted, "it can be made nowhere").not.toEqual([]);
  const wrong = planted.flatMap((one) => {
    const text = missed(fault, one);
    return text === "" ? [] : [`${one.title}: ${text}`];
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n\n"));
});

test.each(irFaults.map((fault) => [fault.name, fault] as const))("IR: %s", (_, { code, plant }) => {
  const wrong = subjects.flatMap(({ title, subject, before }) => {
    const planted = plant(subject.deployment);
    if (planted === undefined) return [];
    const one = { deployment: planted.deployment, origins: subject.origins };
    const found = newFindings(before, judgeResolution({ resolved: [one], diagnostics: [] }));
    const place = spanOfOrigin(originOf(one.origins, planted.at) as Origin);
    const isRight = found.every((each) => each.code === code && each.primary === place);
    if (isRight && found.length > 0) return [];
    return [`${title}: ${found.map((each) => `${each.code} ${each.message}`).join("; ")}`];
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
});
