/** Asks Docker Compose to read emitted projects, and says what it did not read as it was meant. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Resolved } from "../../src/model/resolved.ts";
import { command, type Ended, lastOf } from "../support/command.ts";
import {
  type ComposeProject,
  composeFiles,
  writeComposeProject,
} from "../support/compose-project.ts";
import { differences, losses, readOutput, type Tree } from "./compose-reading.ts";
import type { ComposeTool } from "./compose-tool.ts";

/** Sentences about what is wrong: none when Compose reads what was meant. */
export type Problems = readonly string[];

export class ComposeJudge {
  readonly #tool: ComposeTool;
  readonly #work: string;
  #folders = 0;

  constructor(tool: ComposeTool, work: string) {
    this.#tool = tool;
    this.#work = work;
  }

  /** What is emitted, with `change` made to every file. */
  async judge(one: Resolved, change = (text: string) => text): Promise<Problems> {
    const project = this.#write(one, change);
    const asked = await this.#ask(project, "--format", "json");
    rmSync(project.folder, { recursive: true });
    if (!asked.isGood || asked.errors !== "") return [lastOf(asked, 5).slice(-2000)];
    const read = readOutput(asked.output);
    return [
      ...differences(project, read),
      ...losses(one.deployment, read),
      ...lostSettings(one, read),
    ];
  }

  /** `config -q` has nothing to say. */
  async accepts(one: Resolved): Promise<Problems> {
    const project = this.#write(one);
    const { isGood, output, errors } = await this.#ask(project, "-q");
    rmSync(project.folder, { recursive: true });
    return isGood && output + errors === "" ? [] : [`${output}${errors}` || "config -q fails"];
  }

  #write(one: Resolved, change = (text: string) => text): ComposeProject {
    this.#folders += 1;
    const files = composeFiles(one).map(({ path, text }) => ({ path, text: change(text) }));
    return writeComposeProject(join(this.#work, String(this.#folders)), files);
  }

  #ask({ file }: ComposeProject, ...flags: string[]): Promise<Ended> {
    return command([...this.#tool.words, "-f", file, "config", ...flags]);
  }
}

/** Settings of the configuration file that are not in it as they were written. */
function lostSettings({ deployment: { configuration } }: Resolved, read: Tree): readonly string[] {
  const { file, settings } = configuration;
  if (file === undefined || settings.length === 0) return [];
  const [content] = Object.entries<Tree>(read.configs)
    .filter(([name]) => file.endsWith(name))
    .map(([, one]) => parse(one.content));
  return settings.flatMap(({ key, value }) => {
    const found = key.split(".").reduce((at, word) => at?.[word], content);
    const [left, right] = [JSON.stringify(value), JSON.stringify(found)];
    return left === right ? [] : [`${key}: ${left} was read as ${right}`];
  });
}
