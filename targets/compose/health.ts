/** Health checks in Compose's words; they run inside the container. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import { formatDuration } from "../../src/model/quantity.ts";
import type { Check, Health } from "../../src/model/schema.ts";
import { list } from "./list.ts";
import { literal } from "./text.ts";

export function healthcheck(health: Health): Yaml {
  return {
    test: list(testOf(health.inside).map(literal)),
    interval: formatDuration(health.intervalSeconds),
    timeout: formatDuration(health.timeoutSeconds),
    retries: health.retries,
    start_period: formatDuration(health.startSeconds),
  };
}

/** The IR gives a command wherever the image has one; the last two are for images that nobody described. */
function testOf(check: Check): readonly string[] {
  switch (check.kind) {
    case "exec":
      return ["CMD", ...check.command];
    case "shell":
      return ["CMD-SHELL", check.line];
    case "http":
      return ["CMD", "curl", "-f", `http://localhost:${check.port}${check.path}`];
    case "tcp":
      return ["CMD", "bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${check.port}`];
  }
}

/** What a service of a third kind waits for. */
export function waitFor(condition: "service_healthy" | "service_completed_successfully"): Yaml {
  return noted({ condition }, { flow: true });
}
