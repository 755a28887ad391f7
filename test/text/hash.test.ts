/** A content's name changes with every character, wherever it stands. */
import { describe, expect, test } from "vitest";
import { contentHash } from "../../src/text/hash.ts";

describe("contentHash", () => {
  test("is the same for the same text, on every machine", () => {
    expect(contentHash("")).toBe(contentHash(""));
    expect(contentHash("name: a\n")).toMatch(/^[0-9a-f]{16}$/);
    expect(contentHash("name: ä🦀\n")).toMatchInlineSnapshot(`"3753391d37524d29"`);
  });

  test("no two of a text's small edits are named alike", () => {
    const text = "services:\n  etcd:\n    image: quay.io/coreos/etcd:v3.5.25\n".repeat(20);
    const edits = [text, `${text}\0`, `${text}\0\0`, text.slice(1), `\0${text}`];
    for (let at = 0; at < text.length; at += 1)
      for (const other of ["", "\0", "\x80", "é", "\n\n"])
        edits.push(text.slice(0, at) + other + text.slice(at + 1));
    const different = new Set(edits);
    expect(new Set([...different].map(contentHash)).size).toBe(different.size);
  });
});
