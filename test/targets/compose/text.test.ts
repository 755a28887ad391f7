/** Pieces of text as Compose reads them. */
import { expect, test } from "vitest";
import type { Text } from "../../../src/model/schema.ts";
import { layOut } from "../../../targets/compose/layout.ts";
import { isHoldable, literal, renderText } from "../../../targets/compose/text.ts";
import { each, host, self } from "./components.ts";
import { distributed, standalone } from "./deployments.ts";

const many = layOut(distributed(), "compose");
const one = layOut(standalone(), "compose");
const reader = { name: "kafka-2", number: 2 };
const render = (text: Text, layout = many) => renderText(text, reader, layout);

test("every $ is doubled, whatever stands around it", () => {
  expect(literal("$a $$ $b}{")).toBe("$$a $$$$ $$b}{");
  expect(render(["$", host("etcd"), "$"])).toBe("$$etcd$$");
});

test("names of members, of one and of all", () => {
  expect(render([host("minio"), ":9000"])).toBe("minio:9000");
  expect(render([each("etcd", ["http://", "SELF", ":2379"])])).toBe(
    "http://etcd-0:2379,http://etcd-1:2379,http://etcd-2:2379",
  );
  expect(render([each("etcd", ["SELF"])], one)).toBe("etcd");
  expect(render(["http://", { kind: "ellipsis", component: "minio" }, "/data"])).toBe(
    "http://minio-{0...3}/data",
  );
  expect(render([{ kind: "ellipsis", component: "minio" }], one)).toBe("minio");
  expect(render([self, "/", { kind: "self", what: "name", offset: 0 }])).toBe("kafka-2/kafka-2");
  expect(render([{ kind: "self", what: "number", offset: 1 }])).toBe("3");
});

test("what the user gives", () => {
  expect(render([{ kind: "secret", secret: "milvus-minio", key: "user" }])).toBe(
    "$" + "{MILVUS_MINIO_ACCESSKEY:?set it in .env}",
  );
  expect(render([{ kind: "environment", variable: "A" }])).toBe("$" + "{A:?set it in .env}");
  expect(render([{ kind: "environment", variable: "A", default: "$b" }])).toBe("$" + "{A:-$$b}");
  expect(["a", "a{", "}", "a\nb"].map(isHoldable)).toEqual([true, false, false, false]);
});
