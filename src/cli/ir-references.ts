/**
 * Names inside an IR lead somewhere: what resolving guarantees for programs is asked of an IR from
 * elsewhere.
 */
import { type TargetName, targetBlocks } from "../../grammar/vocabulary.ts";
import type { Component, Deployment, Text } from "../model/schema.ts";

type Path = readonly (string | number)[];

export interface LostReference {
  readonly path: Path;
  readonly problem: string;
}

export function lostReferences(deployment: Deployment): LostReference[] {
  const search = new Search(deployment);
  search.names();
  search.components();
  search.jobs();
  search.connections();
  search.starts();
  search.publications();
  search.targets();
  return search.lost;
}

class Search {
  readonly lost: LostReference[] = [];
  readonly #deployment: Deployment;
  readonly #components: ReadonlyMap<string, Component>;
  readonly #jobs: ReadonlySet<string>;
  readonly #externals: ReadonlySet<string>;
  readonly #secretKeys: ReadonlySet<string>;

  constructor(deployment: Deployment) {
    const { components, jobs, externals, secrets } = deployment;
    this.#deployment = deployment;
    this.#components = new Map(components.map((component) => [component.name, component]));
    this.#jobs = new Set(jobs.map(({ name }) => name));
    this.#externals = new Set(externals.map(({ name }) => name));
    this.#secretKeys = new Set(
      secrets.flatMap((secret) => secret.keys.map((key) => `${secret.name}/${key.name}`)),
    );
  }

  names(): void {
    const seen = new Set<string>();
    for (const list of ["components", "jobs"] as const)
      for (const [index, { name }] of this.#deployment[list].entries()) {
        if (seen.has(name))
          this.lost.push({ path: [list, index, "name"], problem: `"${name}" is there twice` });
        seen.add(name);
      }
  }

  components(): void {
    for (const [index, one] of this.#deployment.components.entries()) {
      const path = ["components", index];
      for (const value of one.entrypoint ?? []) this.#text(value, [...path, "entrypoint"]);
      for (const value of one.command ?? []) this.#text(value, [...path, "command"]);
      for (const [at, { value }] of one.variables.entries())
        this.#text(value, [...path, "variables", at]);
      for (const [at, { secret, key }] of one.secretFiles.entries())
        this.#secret(secret, key, [...path, "secretFiles", at]);
    }
  }

  jobs(): void {
    for (const [index, job] of this.#deployment.jobs.entries()) {
      this.#component(job.component, ["jobs", index, "component"]);
      for (const value of job.command) this.#text(value, ["jobs", index, "command"]);
      for (const [at, { value }] of job.variables.entries())
        this.#text(value, ["jobs", index, "variables", at]);
    }
  }

  connections(): void {
    const { needs, shares, networks } = this.#deployment;
    for (const [index, { from, to }] of needs.entries()) {
      this.#startable(from, ["needs", index, "from"]);
      if (!this.#externals.has(to)) this.#component(to, ["needs", index, "to"]);
    }
    for (const [index, pair] of shares.entries())
      for (const name of pair) this.#component(name, ["shares", index]);
    for (const [index, { members }] of networks.entries())
      for (const [at, name] of members.entries())
        this.#component(name, ["networks", index, "members", at]);
  }

  starts(): void {
    const { waits, startOrder } = this.#deployment;
    for (const [index, wait] of waits.entries()) {
      this.#startable(wait.component, ["waits", index, "component"]);
      this.#startable(wait.for, ["waits", index, "for"]);
    }
    for (const [index, stage] of startOrder.entries())
      for (const [at, name] of stage.entries()) this.#startable(name, ["startOrder", index, at]);
  }

  publications(): void {
    for (const [index, { component, endpoint }] of this.#deployment.publications.entries()) {
      this.#component(component, ["publications", index, "component"]);
      const endpoints = this.#components.get(component)?.endpoints;
      const isThere = endpoints?.some(({ name }) => name === endpoint) ?? true;
      this.#ask(isThere, ["publications", index, "endpoint"], endpoint, "endpoint");
    }
  }

  /** Blocks and settings that no format reads would be dropped in silence. */
  targets(): void {
    for (const [target, settings] of Object.entries(this.#deployment.targets)) {
      const known = Object.hasOwn(targetBlocks, target);
      this.#ask(known, ["targets", target], target, "target");
      if (!known) continue;
      for (const [index, { name }] of settings.entries()) {
        const isKnown = Object.hasOwn(targetBlocks[target as TargetName], name);
        this.#ask(isKnown, ["targets", target, index, "name"], name, `setting of ${target}`);
      }
    }
  }

  #text(value: Text, path: Path): void {
    for (const part of typeof value === "string" ? [] : value) {
      if (typeof part === "string") continue;
      if ("component" in part) this.#component(part.component, path);
      if (part.kind === "secret") this.#secret(part.secret, part.key, path);
    }
  }

  #component(name: string, path: Path): void {
    this.#ask(this.#components.has(name), path, name, "component");
  }

  #startable(name: string, path: Path): void {
    const isThere = this.#components.has(name) || this.#jobs.has(name);
    this.#ask(isThere, path, name, "component or job");
  }

  #secret(secret: string, key: string, path: Path): void {
    const name = `${secret}/${key}`;
    this.#ask(this.#secretKeys.has(name), path, name, "key of a secret");
  }

  #ask(isThere: boolean, path: Path, name: string, what: string): void {
    if (!isThere) this.lost.push({ path, problem: `there is no ${what} "${name}"` });
  }
}
