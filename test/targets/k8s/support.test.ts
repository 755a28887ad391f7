/** What a person is told before they find out. */
import { describe, expect, test } from "vitest";
import { compileProgram } from "../../smith/compiled.ts";
import { limitsOf, resolveText } from "./manifests.ts";

/** With errors of other laws left aside. */
function limits(body: string): readonly string[] {
  const [one] = compileProgram(`cluster a distributed < milvus 2.6.15; ${body} >`).resolved;
  return one === undefined ? [] : limitsOf(one);
}

describe("errors where meaning is lost", () => {
  test.each([
    [
      "expose client 10.0.0.5:19530",
      "error: a Service has no address of a host: proxy.client cannot be published on 10.0.0.5",
    ],
    [
      'querynode { gpu devices "0" }',
      "error: Kubernetes gives graphics processors by number, not by device id: querynode",
    ],
    [
      'target compose { join "apps" { members proxy } }',
      "error: Kubernetes has no Docker networks: apps cannot be joined",
    ],
    ["target k8s { version 1.29 }", "error: the manifests need Kubernetes 1.30, and 1.29 is older"],
    [
      'proxy { alias "milvus.example.com" }',
      "error: milvus.example.com cannot be the name of a Service: proxy is not found under it",
    ],
    [
      "storage minio { credentials { access-key env USER; secret-key env PASS } }",
      "error: manifests have no environment to take USER from",
    ],
  ])("%s", (body, expected) => expect(limits(body)).toContain(expected));
});

describe("notes where comfort is", () => {
  test.each([
    [
      "logging { max-size 10m }",
      "note: on Kubernetes the node rotates logs: sizes and numbers of log files do not reach it",
    ],
    [
      "network backend { members all; mtu 9000 }",
      "note: on Kubernetes the cluster's network has one MTU: that of network backend is not set",
    ],
    [
      "target compose { restart no }",
      "note: on Kubernetes what ends is always started again: `restart no` does not reach it",
    ],
    [
      'external etcd "db.example.com:2379"',
      "note: etcd is known by name: its port 2379 is open to any address",
    ],
    [
      'target k8s { ingress "m.example.com" { class nginx } }',
      "note: most Ingress controllers speak gRPC only with TLS, and this Ingress has none",
    ],
  ])("%s", (body, expected) => expect(limits(body)).toContain(expected));
});

test("nothing is said where nothing is lost", () => {
  expect(limits("expose client 127.0.0.1:19530")).toEqual([]);
  expect(limits('external etcd "10.0.0.1:2379"')).toEqual([]);
});

test("a component whose image nobody knows does not fit the strictest level", () => {
  const { deployment, origins } = resolveText("cluster a standalone < milvus 2.6.15 >");
  const components = deployment.components.map(({ confinement: _, user: _user, ...one }) => one);
  const [first] = limitsOf({ deployment: { ...deployment, components }, origins });
  expect(first).toMatch(/^warning: nothing is known of the users of .*: etcd is not "restricted"$/);
});
