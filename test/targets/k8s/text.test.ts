/** Values reach the process as they were written, whatever stands in them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Component, Part, Text } from "../../../src/model/schema.ts";
import { layOut } from "../../../targets/k8s/layout.ts";
import { literal, renderTexts } from "../../../targets/k8s/text.ts";
import { resolveText } from "./manifests.ts";

/** Kubernetes' expansion of `$(NAME)`, byte by byte as its third_party/forked/golang/expansion does it. */
function expand(input: string, variables: Readonly<Record<string, string>>): string {
  const bytes = Buffer.from(input);
  let out = "";
  let start = 0;
  const parts: (string | Buffer)[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x24 || at + 1 >= bytes.length) continue;
    parts.push(bytes.subarray(start, at));
    const next = bytes[at + 1] as number;
    const end = bytes.indexOf(0x29, at);
    if (next === 0x24) at += 1;
    if (next === 0x28 && end !== -1) {
      const name = bytes.subarray(at + 2, end).toString();
      parts.push(variables[name] ?? `$(${name})`);
      at = end;
    } else if (next === 0x28) {
      parts.push("$(");
      at += 1;
    } else if (next === 0x24) parts.push("$");
    else {
      // A byte for a character: why text beyond ASCII must not stand behind a lone `$`.
      parts.push(`$${String.fromCharCode(next)}`);
      at += 1;
    }
    start = at + 1;
  }
  parts.push(bytes.subarray(start));
  out = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)),
  ).toString();
  return out;
}

const one = resolveText(
  "cluster a distributed < milvus 2.6.15; storage kafka(3), minio(4), etcd(3) >",
);
const layout = layOut(one.deployment, "k8s");
const etcd = layout.componentByName.get("etcd") as Component;
const kafka = layout.componentByName.get("kafka") as Component;

function rendered(value: Text, component?: Component) {
  const variables = [{ name: "VALUE", value }];
  const reader = { texts: [value], variables, ...(component && { component }) };
  return renderTexts(reader, layout).environment;
}

test("any literal text survives the expansion", () => {
  const nasty = fc.array(
    fc.constantFrom("$", "$$", "(", ")", "$(HOME)", "é", "😀", "a", "{", "}"),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(nasty, (pieces) => {
      const text = pieces.join("");
      expect(expand(literal(text), { HOME: "/root" })).toBe(text);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("text without references stays readable", () => {
  expect(literal("-Xmx1g $HOME ${x 5$")).toBe("-Xmx1g $HOME ${x 5$");
  expect(literal("$(HOME)")).toBe("$$(HOME)");
});

describe("a member names itself", () => {
  const self = (what: "host" | "name" | "number", offset = 0): Part => ({
    kind: "self",
    what,
    offset,
  });

  test("by its pod's name, behind which its headless Service stands", () => {
    expect(rendered(["http://", self("host"), ":2380"], etcd)).toEqual([
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "VALUE", value: "http://$(POD_NAME).etcd-headless:2380" },
    ]);
  });
  test("by its number, which its pod's name has, too", () => {
    expect(rendered([self("number", 1)], kafka)).toEqual([
      {
        name: "POD_INDEX",
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } },
      },
      { name: "VALUE", value: "$(POD_INDEX)" },
    ]);
  });
  test("by its address, where it has no name", () => {
    expect(rendered([self("host")])).toContainEqual({
      name: "POD_IP",
      valueFrom: { fieldRef: { fieldPath: "status.podIP" } },
    });
  });
});

test("members are numbered alike in names and in texts", () => {
  const voters = kafka.variables.find(({ name }) => name === "KAFKA_CONTROLLER_QUORUM_VOTERS");
  expect(rendered(voters?.value ?? "")).toEqual([
    {
      name: "VALUE",
      value:
        "1@kafka-1.kafka-headless:9093,2@kafka-2.kafka-headless:9093,3@kafka-3.kafka-headless:9093",
    },
  ]);
});

describe("secrets", () => {
  const secret: Part = { kind: "secret", secret: "s.1", key: "password" };
  test("alone are a reference", () => {
    const source = { secretKeyRef: { name: "s.1", key: "password" } };
    expect(rendered([secret])).toContainEqual({ name: "VALUE", valueFrom: source });
  });
  test("among other text are a variable above it", () => {
    expect(rendered(["user:", secret, "@"])).toEqual([
      {
        name: "SECRET_S_1_PASSWORD",
        valueFrom: { secretKeyRef: { name: "s.1", key: "password" } },
      },
      { name: "VALUE", value: "user:$(SECRET_S_1_PASSWORD)@" },
    ]);
  });
});
