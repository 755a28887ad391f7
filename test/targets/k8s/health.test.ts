/** Probes by the numbers of the IR. */
import { expect, test } from "vitest";
import type { Health } from "../../../src/model/schema.ts";
import { probes } from "../../../targets/k8s/health.ts";

const milvus: Health = {
  ready: { kind: "http", path: "/healthz", port: 9091 },
  inside: { kind: "exec", command: ["curl", "-f", "http://localhost:9091/healthz"] },
  alive: { kind: "tcp", port: 9091 },
  intervalSeconds: 30,
  timeoutSeconds: 20,
  retries: 3,
  startSeconds: 90,
};

test("Milvus may take three minutes to start, as its operator gives it", () => {
  expect(probes(milvus).startupProbe).toEqual({
    tcpSocket: { port: 9091 },
    periodSeconds: 10,
    timeoutSeconds: 10,
    failureThreshold: 18,
  });
});

test("life is asked as the program says, readiness at least every ten seconds", () => {
  expect(probes(milvus).livenessProbe).toMatchObject({
    periodSeconds: 30,
    timeoutSeconds: 20,
    failureThreshold: 3,
  });
  expect(probes(milvus).readinessProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 3 });
});

test("the same question is never asked twice", () => {
  const http = probes({ ...milvus, alive: milvus.ready });
  expect(http.livenessProbe).toMatchObject({ tcpSocket: { port: 9091 } });
  const tcp = probes({ ...milvus, ready: milvus.alive });
  expect(tcp.readinessProbe).toMatchObject({
    exec: { command: ["curl", "-f", "http://localhost:9091/healthz"] },
  });
});

test("a command that is slow once is no reason to take a member out", () => {
  const ready = { kind: "shell", line: "kafka-tool" } as const;
  expect(probes({ ...milvus, ready, retries: 12 }).readinessProbe).toMatchObject({
    exec: { command: ["sh", "-c", "kafka-tool"] },
    failureThreshold: 12,
  });
});
