/** Probes: started, alive, ready. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { probeHandler, wholeSeconds } from "../../src/emit/kubernetes-parts.ts";
import type { Check, Health } from "../../src/model/schema.ts";

/** Readiness decides who gets traffic, so it is asked at least this often. */
const readinessSeconds = 10;

/**
 * The time to start is what Docker gives: `start`, and then as many failures as are allowed. Until then nothing else
 * is asked. What is alive is restarted only when a restart helps, so it never asks what readiness asks.
 */
export function probes(health: Health): Readonly<Record<string, Yaml>> {
  const { startSeconds, intervalSeconds, timeoutSeconds, retries } = health;
  const every = wholeSeconds(intervalSeconds);
  const often = Math.min(every, readinessSeconds);
  const patience = startSeconds + retries * intervalSeconds;
  const { alive, ready } = apart(health);
  return {
    startupProbe: {
      ...probeHandler(alive),
      periodSeconds: often,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), often),
      failureThreshold: Math.max(1, Math.ceil(patience / often)),
    },
    livenessProbe: {
      ...probeHandler(alive),
      periodSeconds: every,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), every),
      failureThreshold: retries,
    },
    readinessProbe: {
      ...probeHandler(ready),
      periodSeconds: often,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), often),
      failureThreshold: startsProcess(ready) ? retries : Math.min(retries, 3),
    },
  };
}

/** Both checks, one of them in another form where they are the same. */
function apart({ alive, ready, inside }: Health): { alive: Check; ready: Check } {
  if (!isSame(alive, ready)) return { alive, ready };
  if (ready.kind === "http") return { alive: { kind: "tcp", port: ready.port }, ready };
  return { alive, ready: inside };
}

/** A command is slow where its neighbours are busy, and that says nothing about the component. */
function startsProcess({ kind }: Check): boolean {
  return kind === "exec" || kind === "shell";
}

function isSame(one: Check, other: Check): boolean {
  return JSON.stringify(probeHandler(one)) === JSON.stringify(probeHandler(other));
}
