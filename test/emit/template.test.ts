/** Templates escape every value and stop at what is missing. */
import { expect, test } from "vitest";
import { renderTemplate } from "../../src/emit/template.ts";

const shout = (text: string) => text.toUpperCase();

test("values are escaped, text is not, and code leaves no lines behind", () => {
  const template =
    "a <%= it.one %>\n<% for (const n of it.many) { -%>\n- <%= n %>\n<% } -%>\nend\n";
  expect(renderTemplate(template, { one: "x&<y>", many: ["p", 2] }, shout)).toBe(
    "a X&<Y>\n- P\n- 2\nend\n",
  );
});

test("a misspelt property is a bug, not an empty word", () => {
  expect(() => renderTemplate("<%= it.nme %>", { name: "a" }, shout)).toThrow("shows undefined");
  expect(() => renderTemplate("<%= it.name %>", { name: {} }, shout)).toThrow("shows object");
});
