/** Whatever stands in a text reaches the container, the volume or the file as it was written. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compileProgram } from "../smith/compiled.ts";
import { composeText, interpolated, readCompose } from "../smith/compose-file.ts";
import { patience, runs } from "../smith/runs.ts";
import { hostileText } from "../smith/texts.ts";
import { quoted } from "../smith/tree.ts";

type File = ReturnType<typeof readCompose>;

interface Place {
  readonly program: (text: string) => string;
  /** The text as the container or Docker gets it. */
  readonly arrives: (file: File) => unknown;
  /** Stands in front of the text, so that it is taken for what is meant. */
  readonly prefix?: string;
  /** Texts that the place does not take, with an error or a law of its own. */
  readonly refuses?: (text: string) => boolean;
}

const cluster = (body: string) => `cluster a standalone < milvus 2.6.15; ${body} >`;
const variable = (service: string, name: string) => (file: File) =>
  interpolated(file.services[service]?.environment?.[name] ?? "nowhere");

/** The value of a key in the file that Milvus reads, which is YAML itself. */
function setting(file: File, ...path: readonly string[]): unknown {
  const content = Object.values(file.configs ?? {})[0]?.content ?? "";
  const root: unknown = parse(interpolated(content));
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    root,
  );
}

const places: Readonly<Record<string, Place>> = {
  "a variable of a role": {
    program: (text) => cluster(`standalone { variables { SOME ${text} } }`),
    arrives: variable("standalone", "SOME"),
  },
  "a variable of a dependency": {
    program: (text) => cluster(`storage etcd { variables { SOME ${text} } }`),
    arrives: variable("etcd", "SOME"),
  },
  "a setting in a file": {
    program: (text) => cluster(`config { proxy.nameValidation.allowedChars ${text} }`),
    arrives: (file) => setting(file, "proxy", "nameValidation", "allowedChars"),
  },
  "a list of settings in a file": {
    program: (text) => cluster(`config { common.security.superUsers ${text}, "b" }`),
    arrives: (file) => {
      const value = setting(file, "common", "security", "superUsers");
      return Array.isArray(value) ? (value as unknown[])[0] : String(value).replace(/,b$/, "");
    },
  },
  "a setting that travels as a variable": {
    program: (text) => `cluster a standalone < milvus 2.4.0; config { trace.jaeger.url ${text} } >`,
    arrives: variable("standalone", "TRACE_JAEGER_URL"),
  },
  "a user of the object store": {
    program: (text) =>
      cluster(`storage minio { credentials { access-key ${text}; secret-key "somepassword" } }`),
    arrives: variable("minio", "MINIO_ROOT_USER"),
  },
  "a password, as Milvus gets it": {
    program: (text) =>
      cluster(`storage minio { credentials { access-key "user"; secret-key ${text} } }`),
    arrives: variable("standalone", "MINIO_SECRET_ACCESS_KEY"),
  },
  "a region": {
    program: (text) =>
      cluster(`external s3 "s3.example.com:443" { bucket "some"; region ${text} }`),
    arrives: variable("standalone", "MINIO_REGION"),
  },
  "a root path": {
    program: (text) => cluster(`external etcd "etcd.example.com:2379" { root-path ${text} }`),
    arrives: variable("standalone", "ETCD_ROOT_PATH"),
  },
  "a tenant": {
    program: (text) => cluster(`external pulsar "pulsar.example.com:6650" { tenant ${text} }`),
    arrives: variable("standalone", "PULSAR_TENANT"),
  },
  "a volume that exists": {
    program: (text) => cluster(`target compose { data etcd ${text} }`),
    arrives: (file) => {
      const named = Object.values(file.volumes ?? {}).find((one) => one?.name !== undefined);
      return interpolated(named?.name ?? "nowhere");
    },
    refuses: (text) => /^[./~]/.test(text),
  },
  "a folder": {
    prefix: "./",
    program: (text) => cluster(`target compose { data etcd ${text} }`),
    arrives: (file) => {
      const [mount] = file.services.etcd?.volumes ?? [];
      const source = typeof mount === "string" ? mount.replace(/:\/etcd$/, "") : mount?.source;
      return interpolated(source ?? "nowhere");
    },
  },
  "a network of others": {
    program: (text) => cluster(`target compose { join ${text} { members standalone } }`),
    arrives: (file) => {
      const own = ["backend", "frontend"];
      const joined = Object.entries(file.networks ?? {}).find(([name]) => !own.includes(name));
      return interpolated(joined?.[1]?.name ?? joined?.[0] ?? "nowhere");
    },
  },
  "a default of Compose's environment": {
    program: (text) => cluster(`target compose { project env NAME ${text} }`),
    arrives: (file) => interpolated((file as unknown as { name: string }).name).slice(6, -1),
    refuses: (text) => /[{}]/.test(text),
  },
};

/** Laws may find the values unwise; that they arrive is asked all the same. */
function fileOf(program: string): { text: string; file: File } | undefined {
  const [one] = compileProgram(program).resolved;
  if (one === undefined) return undefined;
  const text = composeText(one);
  return { text, file: readCompose(text) };
}

describe("hostile texts arrive unchanged", () => {
  test.each(Object.entries(places))(
    "in %s",
    patience,
    (_, { prefix = "", program, arrives, refuses }) => {
      fc.assert(
        fc.property(hostileText, (hostile) => {
          const text = prefix + hostile;
          fc.pre(refuses?.(text) !== true);
          const emitted = fileOf(program(quoted(text)));
          expect(emitted && arrives(emitted.file)).toBe(text);
          expect(emitted && readCompose(emitted.text, "1.1")).toEqual(emitted?.file);
        }),
        runs(12),
      );
    },
  );
});

const comments: Readonly<Record<string, (text: string) => string>> = {
  "a reason": (text) => cluster(`allow unique-host-ports ${text}`),
  "a host's name": (text) => cluster(`host ${text}`),
};

test.each(Object.entries(comments))("%s stays in a comment or nowhere", patience, (_, program) => {
  const plain = fileOf(program('"plain"'));
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(fileOf(program(quoted(text)))?.file).toEqual(plain?.file);
    }),
    runs(12),
  );
});
