/** The real Docker Compose: the one on this machine, or one built from its Go module. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, lastOf } from "../support/command.ts";
import type { Availability } from "./support.ts";
import { oracleFolder } from "./support.ts";

/** Newer ones want a newer Go than distributions have. */
const version = "v5.3.1";
const source = "github.com/docker/compose/v5/cmd";

export interface ComposeTool {
  /** The words before its own. */
  readonly words: readonly string[];
  readonly version: string;
}

export async function findCompose(): Promise<Availability<ComposeTool>> {
  for (const words of [await pluginWords(), ["docker", "compose"], ["docker-compose"]]) {
    const asked = words.length === 0 ? undefined : await command([...words, "version", "--short"]);
    if (asked?.isGood) return { oracle: { words, version: asked.output.trim() } };
  }
  return build();
}

/** The plugin by itself answers three times as fast as through `docker`, which asks the engine first. */
async function pluginWords(): Promise<readonly string[]> {
  const format = '{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}';
  const { output } = await command(["docker", "info", "-f", format]);
  const path = output.trim();
  return path === "" ? [] : [path];
}

async function build(): Promise<Availability<ComposeTool>> {
  const folder = oracleFolder(`compose-${version}`);
  const path = join(folder, "docker-compose");
  const found: Availability<ComposeTool> = { oracle: { words: [path], version } };
  if (existsSync(path)) return found;
  if (!(await command(["go", "version"])).isGood)
    return { reason: "no docker compose on this machine, and no go to build it" };
  writeFileSync(join(folder, "go.mod"), "module milvusc.local/compose\n");
  const go = (...words: string[]) =>
    command(["env", "GOFLAGS=-mod=mod", "CGO_ENABLED=0", "go", ...words], {
      cwd: folder,
      timeoutSeconds: 1200,
    });
  const fetched = await go("get", "-tool", `${source}@${version}`);
  if (!fetched.isGood) return { reason: `go get ${source}: ${lastOf(fetched, 2)}` };
  const built = await go("build", "-o", path, source);
  return built.isGood ? found : { reason: `go build ${source}: ${lastOf(built, 2)}` };
}
