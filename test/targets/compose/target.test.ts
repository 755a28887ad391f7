/** Whole files: goldens, read back by readers of both YAML versions, hostile text in every place. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readMark } from "../../../src/emit/print.ts";
import { type Component, Deployment } from "../../../src/model/schema.ts";
import { compose } from "../../../targets/compose/target.ts";
import { component, host, variables } from "./components.ts";
import { distributed, standalone } from "./deployments.ts";
import { extended } from "./extended.ts";
import { files, hash, input, type Tree, tree } from "./support.ts";

const stories = { standalone: standalone(), distributed: distributed(), extended: extended() };

describe.each(Object.entries(stories))("%s", (story, deployment) => {
  test("is what it was; UPDATE=1 rewrites it", () => {
    const folder = new URL(`./golden/${story}/`, import.meta.url);
    for (const [path, text] of files(deployment)) {
      // As text: neither the formatter nor an editor may touch it.
      const file = new URL(`${path.replace(/^\./, "dot-")}.txt`, folder);
      if (process.env.UPDATE) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(existsSync(file) && readFileSync(file, "utf8")).toBe(text);
    }
  });

  test("reads back as the value it was made of, with nothing that a reader must resolve", () => {
    const text = files(deployment).get("compose.yaml") as string;
    for (const version of ["1.1", "1.2"] as const)
      expect(parse(text, { version })).toEqual(tree(deployment));
    expect(text).not.toMatch(/container_name|^version:/m);
    expect(readMark(text, hash)).toBe("ours");
  });

  test("has no diagnostics but those it should have, and two runs give the same bytes", () => {
    expect(compose.supports(input(deployment)).map(({ message }) => message)).toEqual(
      story === "extended"
        ? ["network backend cannot be internal: mixcoord dials s3, which lies outside"]
        : [],
    );
    expect(files(deployment)).toEqual(files(Deployment.parse(structuredClone(deployment))));
  });

  test("names in depends_on, networks, volumes, configs and secrets are declared", () => {
    const { services, networks, volumes = {}, configs = {}, secrets = {} } = tree(deployment);
    for (const service of Object.values<Tree>(services)) {
      for (const name of Object.keys(service.depends_on ?? {}))
        expect(services).toHaveProperty([name]);
      const on = service.networks as string[] | Record<string, unknown>;
      for (const name of Array.isArray(on) ? on : Object.keys(on))
        expect(networks).toHaveProperty([name]);
      for (const mount of (service.volumes ?? []) as unknown[]) {
        const source = typeof mount === "string" ? (mount.split(":")[0] as string) : ".";
        if (!/^[./~]/.test(source)) expect(volumes).toHaveProperty([source]);
      }
      for (const { source } of (service.configs ?? []) as { source: string }[])
        expect(configs).toHaveProperty([source]);
      for (const { source } of (service.secrets ?? []) as { source: string }[])
        expect(secrets).toHaveProperty([source]);
    }
  });
});

describe("hostile text", () => {
  const texts = [
    "on",
    "1e3",
    "0o7",
    "a: b",
    "# a",
    "{{ x }}",
    "$HOME",
    "$$",
    "a}b",
    "'\"",
    "ünï 数 🦀",
    "",
    "a\nb",
    " ",
  ];
  test.each(texts)("%j arrives with every $ doubled", (text) => {
    const expected = text.replaceAll("$", "$$$$");
    const hostile: Component = component("one", {
      image: `image${text.trim()}`,
      command: [text],
      entrypoint: [[text, host("one")]],
      variables: variables({ A: text, B: [text, "|", text] }),
      health: {
        ...component("one", { image: "x" }).health,
        inside: { kind: "shell", line: text },
      },
      aliases: [`a${text}`],
      logging: { maxSize: `1${text}` },
    });
    const deployment = standalone({
      components: [hostile],
      networks: [{ name: "backend", internal: true, members: ["one"] }],
      publications: [],
      needs: [],
      waits: [],
      configuration: { settings: [] },
      allowances: [{ code: "x", reason: text }],
    });
    const printed = files(deployment).get("compose.yaml") as string;
    for (const version of ["1.1", "1.2"] as const) {
      const { one } = parse(printed, { version }).services;
      expect(one).toMatchObject({
        image: `image${expected.trim()}`,
        command: [expected],
        entrypoint: [`${expected}one`],
        environment: { A: expected, B: `${expected}|${expected}` },
        healthcheck: { test: ["CMD-SHELL", expected] },
        networks: { backend: { aliases: [`a${expected}`] } },
        logging: { options: { "max-size": `1${expected}` } },
      });
    }
  });
});

test("the header says who has to read secret files, where that is not root", () => {
  const key = { secret: "milvus-tls", key: "tls.key", path: "/milvus/tls/tls.key" };
  const header = (draft: Partial<Component>) => {
    const one = component("one", { image: "x", secretFiles: [key], ...draft });
    const deployment = standalone({
      components: [one],
      networks: [{ name: "backend", internal: true, members: ["one"] }],
      publications: [],
      needs: [],
      waits: [],
    });
    return files(deployment).get("compose.yaml")?.split("\n\n")[0];
  };
  expect(header({})).toContain("\n# The files under ./secrets are yours to put there.\n");
  expect(header({ user: { uid: 999, gid: 999 } })).toContain(
    "\n# The files under ./secrets are yours to put there: user 999 of the image has to read them.\n",
  );
});

describe(".env.example", () => {
  test("is there when the user owes values, and names each once", () => {
    expect([...files(standalone()).keys()]).toEqual(["compose.yaml"]);
    expect(files(distributed()).get(".env.example")).toContain(`
# MinIO's user, 3 characters or more
MILVUS_MINIO_ACCESSKEY=

# MinIO's password, 8 or more
MILVUS_MINIO_SECRETKEY=
`);
  });

  test("shows what may be set as comments", () => {
    const text = files(extended()).get(".env.example") as string;
    expect(text).toContain("\nOUR_EXCEPTIONS=\n");
    expect(text).toContain("\n# OUR_PROXY=http://p:3128/$1\n");
  });
});
