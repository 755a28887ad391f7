/** Commands that show and start things: explain, graph, init, completion. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { initTexts } from "../../src/cli/init-texts.ts";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { milvusc } from "../support/command-line.ts";

const program = `cluster base <
  milvus 2.6.15
>

cluster prod distributed extends base <
  querynode x2 { memory 4Gi..8Gi };
  storage pulsar(3), minio(4), etcd(3);
  expose attu 127.0.0.1:3000;
  attu;
  config { quotaAndLimits.dml.enabled true }
>
`;
const files = { "a.mvs": program };
const explain = async (path: string) => await milvusc(["explain", "a.mvs", path], { files });

describe("explain", () => {
  test("lists all codes, each once", async () => {
    const { exit, output } = await milvusc(["explain"]);
    expect(exit).toBe(0);
    const codes = [...output.matchAll(/^ {2}([a-z0-9-]+) /gm)].map(([, code]) => code);
    expect(codes).toContain("unique-host-ports");
    expect(codes).toContain("angle-body");
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("one code", async () => {
    const { output } = await milvusc(["explain", "angle-body"]);
    expect(output).toBe(`angle-body (error)
a cluster's body stands in \`< >\`

Why: A program shows at a glance where clusters start and where settings do.

Help: Braces hold the settings of one statement; the body of a cluster stands in \`< >\`.

Wrong:
  cluster a standalone { milvus 2.6.15; attu }

Right:
  cluster a standalone < milvus 2.6.15; attu >

Source: the language: grammar/README.md
`);
  });

  test("a written value with its place", async () => {
    expect(await explain("prod.querynode.memory")).toMatchObject({
      exit: 0,
      errors: "",
      output: `prod.querynode.memory = 4Gi..8Gi
  written here:
    ┌─ a.mvs:6:18
  6 │   querynode x2 { memory 4Gi..8Gi };
    │                  ━━━━━━━━━━━━━━━
`,
    });
  });

  test("what a parent wrote is shown at the parent", async () => {
    expect((await explain("prod.milvus")).output).toContain("written here:\n    ┌─ a.mvs:2:3");
  });

  test("a default with its source", async () => {
    const { output } = await explain("prod.proxy.memory");
    expect(output).toMatch(/^prod\.proxy\.memory = .+\n {2}default: .+\n/);
  });

  test("configuration keys, written and not", async () => {
    const written = await explain("prod.config.quotaAndLimits.dml.enabled");
    expect(written.output).toMatch(/ = true\n {2}written here:\n/);
    const left = await explain("prod.config.quotaAndLimits.ddl.enabled");
    expect(left.output).toBe(
      "prod.config.quotaAndLimits.ddl.enabled = false\n" +
        "  not written: the default of milvus-io/milvus configs/milvus.yaml, Milvus 2.6\n",
    );
  });

  test("a short path lists what is below it", async () => {
    const { output } = await explain("prod.querynode");
    expect(output).toMatch(/^prod\.querynode\.replicas +\S* *= 2 {2}\(written\)$/m);
    expect((await explain("prod")).output).toMatch(/^prod\.mode += distributed/);
    const parts = (await explain("prod.pulsar.memory")).output;
    expect(parts.match(/^prod\.pulsar\S+\.memory += /gm)?.length).toBeGreaterThan(1);
  });

  test("members are explained by the dependency", async () => {
    expect((await explain("prod.etcd.members")).output).toMatch(/= 3\n {2}written here:\n/);
  });

  test("every value of every kind can be explained", async () => {
    const all = (await explain("prod")).output.trimEnd().split("\n");
    for (const line of all) {
      const [path = ""] = line.split(/ +=/);
      const { exit, output } = await explain(path);
      expect({ path, exit }).toEqual({ path, exit: 0 });
      expect(output).toMatch(/written|default|derived/);
    }
  });
});

describe("graph", () => {
  const graph = async (...words: string[]) =>
    await milvusc(["graph", "a.mvs", ...words], { files });

  test("as text: stages, needs with reasons, what is reachable", async () => {
    const { exit, output } = await graph();
    expect(exit).toBe(0);
    expect(output).toMatch(/^prod: distributed, Milvus 2\.6\.15\n\nStart order\n {2}1\. /);
    expect(output).toMatch(/\n {2}querynode\n {4}\S+:\d+ +\S/);
    expect(output).toContain("attu.web: port 3000 on 127.0.0.1\n");
    expect(output).toMatch(/proxy\.client: port 19530 on every address, through a balancer/);
  });

  test("with a target: what it opens beyond the needs", async () => {
    const compose = await graph("--target", "compose", "--format", "json");
    const [cluster] = JSON.parse(compose.output).clusters;
    expect(cluster.target.name).toBe("compose");
    const needed = new Set(
      cluster.needs.map(({ from, to }: Record<string, string>) => [from, to].sort().join()),
    );
    expect(cluster.target.opensBeyond.length).toBeGreaterThan(0);
    for (const pair of cluster.target.opensBeyond) expect(needed).not.toContain(pair.sort().join());
  });

  test("mermaid and dot: one arrow for a whole box, ports in the boxes, no forest of dotted lines", async () => {
    const mermaid = (await graph("--format", "mermaid", "--target", "compose")).output;
    const box = /subgraph (\w+)\["milvus"\]/.exec(mermaid)?.[1];
    const etcd = /(\w+)\["etcd x3<br\/>2379<br\/>among themselves 2380"\]/.exec(mermaid)?.[1];
    expect(mermaid).toContain(`  ${box} --> ${etcd}\n`);
    expect(mermaid.match(new RegExp(`--> ${etcd}\\n`, "g"))).toHaveLength(1);
    expect(mermaid).toMatch(/remark>"compose also opens \d+ pairs that nobody needs: /);
    expect(mermaid).not.toContain("-.-");
    const dot = (await graph("--format", "dot", "--target", "k8s")).output;
    expect(dot).toMatch(/ -> "etcd" \[ltail="cluster_milvus"\];/);
    expect(dot).not.toContain("nobody needs");
  });

  test("mermaid and dot name every component", async () => {
    const [cluster] = JSON.parse((await graph("--format", "json")).output).clusters;
    const mermaid = (await graph("--format", "mermaid")).output;
    const dot = (await graph("--format", "dot")).output;
    expect(mermaid.startsWith("flowchart LR\n")).toBe(true);
    expect(dot).toMatch(/^digraph milvus \{\n.*\n\}\n$/s);
    for (const { name } of cluster.vertices) {
      expect(mermaid).toContain(`"${name}`);
      expect(dot).toContain(`"${name}" [label=`);
    }
  });
});

describe("init", () => {
  test.each(["standalone", "distributed"] as const)("%s compiles and is laid out", async (kind) => {
    const ran = await milvusc(["init", kind]);
    expect(ran).toMatchObject({ exit: 0, output: "" });
    const text = ran.files["cluster.mvs"] ?? "";
    expect(text).toBe(initTexts[kind]);
    expect(print(parse({ name: "cluster.mvs", text }).value)).toBe(text);
    const checked = await milvusc(["check", "--strict", "cluster.mvs"], { files: ran.files });
    expect(checked).toMatchObject({ exit: 0, errors: "" });
    const words = ["build", "cluster.mvs", "--target", "compose", "--out", "d"];
    const built = await milvusc(words, { files: ran.files });
    expect(built.errors).toMatch(/^(?:wrote \S+\n)+$/);
  });

  test("does not overwrite", async () => {
    const own = { "cluster.mvs": "mine" };
    const ran = await milvusc(["init"], { files: own });
    expect(ran).toMatchObject({ exit: 1, files: own });
    expect(ran.errors).toContain("cluster.mvs exists already");
  });
});

describe("completion", () => {
  const shells = [
    ["bash", ["-n"]],
    ["zsh", ["-n"]],
    ["fish", ["--no-execute"]],
  ] as const;

  test.each(shells)("%s", async (shell, syntaxCheck) => {
    const { exit, output } = await milvusc(["completion", shell]);
    expect(exit).toBe(0);
    for (const word of ["check", "strict", "compose", "production", "unique-host-ports", "mermaid"])
      expect(output).toContain(word);
    const { error, status, stderr } = spawnSync(shell, syntaxCheck, { input: output });
    // Where the shell is not installed there is nothing to ask.
    if (error === undefined)
      expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: "" });
  });

  test("bash completes", async () => {
    const { output } = await milvusc(["completion", "bash"]);
    const ask = (words: string) => {
      const line = `COMP_WORDS=(milvusc ${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1))
        _milvusc; echo "\${COMPREPLY[@]}"`;
      const { error, stdout } = spawnSync("bash", ["-c", `${output}\n${line}`], {
        encoding: "utf8",
      });
      return error === undefined ? stdout.trim() : undefined;
    };
    if (ask("") === undefined) return;
    expect(ask("ch")).toBe("check");
    expect(ask("check --fo")).toBe("--format");
    expect(ask("check --format s")).toBe("sarif");
    expect(ask("build a --target c")).toBe("compose");
    expect(ask("explain unique-host-p")).toBe("unique-host-ports");
  });
});
