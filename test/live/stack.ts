/** A deployment that runs: an emitted Compose project and the Docker engine that has it. */
import type { Component, Deployment } from "../../src/model/schema.ts";
import { command, commandOrThrow, type Ended, lastOf } from "../support/command.ts";
import type { ComposeProject } from "../support/compose-project.ts";

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly state: string;
  readonly health: string;
  readonly exitCode: number;
}

/** An address under which a Milvus process can be found by the others. */
export interface Session {
  readonly role: string;
  readonly address: string;
}

export class Stack {
  readonly deployment: Deployment;
  readonly project: ComposeProject;
  readonly #name: string;
  readonly #left = new Set<string>();

  constructor(deployment: Deployment, project: ComposeProject, story: string) {
    this.deployment = deployment;
    this.project = project;
    this.#name = `milvusc-${story}`;
  }

  #compose(words: readonly string[], timeoutSeconds: number): Promise<Ended> {
    const all = ["docker", "compose", "-p", this.#name, "-f", this.project.file, ...words];
    return command(all, { timeoutSeconds, cwd: this.project.folder });
  }

  /** Seconds until everything is healthy. */
  async up(): Promise<number> {
    const ended = await this.#compose(["up", "-d", "--wait", "--quiet-pull"], 900);
    if (!ended.isGood) throw new Error(`up --wait: ${lastOf(ended, 5)}\n${await this.#blame()}`);
    return ended.seconds;
  }

  async down(...flags: string[]): Promise<void> {
    for (const name of await this.#unnamedVolumes()) this.#left.add(name);
    const ended = await this.#compose(["down", ...flags], 900);
    if (!ended.isGood) throw new Error(`down: ${lastOf(ended, 10)}`);
  }

  /** Nothing is left: containers, networks, volumes. */
  async remove(): Promise<void> {
    await this.down("-v", "--remove-orphans", "--timeout", "5");
    const names = [...this.#left];
    if (names.length > 0) await command(["docker", "volume", "rm", "-f", ...names]);
    this.#left.clear();
  }

  /** Volumes that an image asks for and the file does not name: `down` leaves them behind, and `up` makes new ones. */
  async #unnamedVolumes(): Promise<string[]> {
    const ids = (await this.containers()).map(({ id }) => id);
    if (ids.length === 0) return [];
    const format = "{{range .Mounts}}{{.Name}} {{end}}";
    const { output } = await command(["docker", "inspect", "-f", format, ...ids]);
    return output.split(/\s+/).filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  async containers(): Promise<Container[]> {
    const { output } = await this.#compose(["ps", "-a", "--format", "json"], 60);
    const lines = output.split("\n").filter((line) => line.startsWith("{"));
    return lines
      .map((line) => JSON.parse(line) as Record<string, string | number>)
      .map((one) => ({
        id: String(one.ID),
        name: String(one.Name),
        service: String(one.Service),
        state: String(one.State),
        health: String(one.Health),
        exitCode: Number(one.ExitCode),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What is neither healthy nor a job that ended well. */
  async unwell(): Promise<string[]> {
    const jobs = new Set(this.deployment.jobs.map(({ name }) => name));
    return (await this.containers())
      .filter(({ service, health, state, exitCode }) =>
        jobs.has(service) ? state !== "exited" || exitCode !== 0 : health !== "healthy",
      )
      .map(({ name, state, health, exitCode }) => `${name}: ${state} ${health} ${exitCode}`);
  }

  /** Containers of a component, all its members and replicas. */
  async containersOf({ name, identity, count }: Component): Promise<Container[]> {
    const isSplit = identity === "members" && count > 1;
    const names = isSplit ? Array.from({ length: count }, (_, at) => `${name}-${at}`) : [name];
    return (await this.containers()).filter(({ service }) => names.includes(service));
  }

  /** `docker kill` counts as stopped by hand: no restart policy brings it back. */
  async kill({ id }: Container): Promise<void> {
    await commandOrThrow(["docker", "kill", id]);
  }

  /** Seconds until it is healthy again. */
  async start({ id, name }: Container, timeoutSeconds = 180): Promise<number> {
    const started = performance.now();
    await commandOrThrow(["docker", "start", id]);
    const format = "{{.State.Health.Status}}";
    for (;;) {
      const { output } = await command(["docker", "inspect", "-f", format, id]);
      const seconds = (performance.now() - started) / 1000;
      if (output.trim() === "healthy") return seconds;
      if (seconds > timeoutSeconds) throw new Error(`${name} is ${output.trim()}`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  /** Asked inside the network, with the curl of Milvus' own image, through etcd's JSON gateway. */
  async sessions(): Promise<Session[]> {
    const asker = this.deployment.components.find(({ product }) => product === "milvus");
    const etcd = this.deployment.components.find(({ product }) => product === "etcd");
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const range = {
      key: base64("by-dev/meta/session/"),
      range_end: base64("by-dev/meta/session0"),
    };
    const url = `http://${etcd?.name}:2379/v3/kv/range`;
    const curl = ["curl", "-fsS", "-X", "POST", url, "-d", JSON.stringify(range)];
    const ended = await this.#compose(["exec", "-T", asker?.name ?? "", ...curl], 60);
    if (!ended.isGood) throw new Error(lastOf(ended, 5));
    const { kvs = [] } = JSON.parse(ended.output) as { kvs?: { key: string; value: string }[] };
    return kvs
      .map(({ value }) => JSON.parse(Buffer.from(value, "base64").toString("utf8")) as unknown)
      .filter((value) => typeof value === "object" && value !== null && "Address" in value)
      .map((value) => value as { ServerName: string; Address: string })
      .map(({ ServerName, Address }) => ({ role: ServerName, address: Address }));
  }

  /** Addresses of every container: network by network. */
  async addresses(): Promise<{ id: string; network: string; address: string }[]> {
    const all = await this.containers();
    const format = "{{json .NetworkSettings.Networks}}";
    const places = await Promise.all(
      all.map(async ({ id }) => {
        const { output } = await commandOrThrow(["docker", "inspect", "-f", format, id]);
        const networks = JSON.parse(output) as Record<string, { IPAddress: string }>;
        return Object.entries(networks).map(([network, { IPAddress: address }]) => ({
          id,
          network,
          address,
        }));
      }),
    );
    return places.flat();
  }

  /** The last words of whatever is not well. */
  async #blame(): Promise<string> {
    const jobs = new Set(this.deployment.jobs.map(({ name }) => name));
    const bad = (await this.containers()).filter(
      ({ service, health }) => health !== "healthy" && !jobs.has(service),
    );
    const said = await Promise.all(
      bad.slice(0, 4).map(async ({ id, name, state, health }) => {
        const logs = await command(["docker", "logs", "--tail", "12", id]);
        return `== ${name} (${state}, ${health})\n${lastOf(logs, 12)}`;
      }),
    );
    return said.join("\n");
  }
}
