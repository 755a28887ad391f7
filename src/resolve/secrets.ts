/** Secrets of a deployment: what the user names, and what production needs and nobody named. */
import type { Chosen, Credentials } from "../catalog/catalog.ts";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { Secret, Text } from "../model/schema.ts";
import { argumentOf, type Bound, hasWord, textOf } from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { requireSetting } from "./required.ts";

/** Collects the secrets that parts of the deployment refer to, each once. */
export interface SecretBook {
  add(secret: Secret): void;
  all(): Secret[];
}

export function createSecretBook(): SecretBook {
  const byName = new Map<string, Secret>();
  return {
    add: (secret) => {
      const earlier = byName.get(secret.name);
      const keys = [...(earlier?.keys ?? []), ...secret.keys];
      const unique = new Map(keys.map((key) => [key.key, key]));
      byName.set(secret.name, { ...(earlier ?? secret), keys: [...unique.values()] });
    },
    all: () => [...byName.values()].sort((a, b) => compareText(a.name, b.name)),
  };
}

/** User and password of an object store; nothing where the cloud's own identity is used. */
export function credentialsOf(
  context: ResolveContext,
  chosen: Chosen,
  bound: Bound | undefined,
  secrets: SecretBook,
): Credentials | undefined {
  const { product, external } = chosen;
  const written = bound?.settings.get("credentials");
  const path = `dependencies/${product.kind}/credentials`;
  if (written !== undefined) {
    context.record.written(path, written.words);
    for (const [name, one] of written.settings)
      context.record.written(`${path}/${name}`, one.words);
    return fromSetting(context, chosen, written, secrets);
  }
  if (product.wellKnownCredentials === undefined || external !== undefined) return undefined;
  if (context.environment !== "production") {
    const source = `the well-known credentials of ${product.name} (${product.source})`;
    context.record.defaulted(path, source, nearOf(context, bound));
    return product.wellKnownCredentials;
  }
  const name = `${context.cluster.name}-${product.name}`;
  context.record.derived(
    path,
    "production takes no well-known credentials",
    ["environment"],
    nearOf(context, bound),
  );
  return secretPair(secrets, name, chosen, "required", ["accesskey", "secretkey"]);
}

function fromSetting(
  context: ResolveContext,
  chosen: Chosen,
  setting: Bound,
  secrets: SecretBook,
): Credentials | undefined {
  const { settings } = setting;
  if (hasWord(setting, "secret")) {
    const keys = settings.get("keys");
    const pair = [textOf(keys, "user") ?? "accesskey", textOf(keys, "password") ?? "secretkey"];
    const name = textOf(setting, "secret") ?? "";
    return secretPair(secrets, name, chosen, "existing", pair as [string, string]);
  }
  const [user, password] = ["access-key", "secret-key"].map((name) => {
    const value = settings.get(name);
    if (value === undefined) requireSetting(context, setting, name);
    return value;
  });
  if (user === undefined || password === undefined) return undefined;
  return { user: valueText(user), password: valueText(password) };
}

/**
 * What MinIO, its fork and RustFS take (minio/minio internal/auth/credentials.go
 * @RELEASE.2023-03-20T20-16-18Z, @RELEASE.2024-12-18T13-15-44Z; rustfs/rustfs
 * crates/policy/src/auth/credentials.rs).
 */
const shortestCredentials = { userLength: 3, passwordLength: 8 } as const;

function secretPair(
  secrets: SecretBook,
  name: string,
  { product, external }: Chosen,
  origin: Secret["origin"],
  [user, password]: readonly [string, string],
): Credentials {
  // With shorter ones a server of ours does not start; elsewhere both exist already.
  const isDeployed = product.wellKnownCredentials !== undefined && external === undefined;
  const ofLength = (least: number) => (isDeployed ? `, at least ${least} characters` : "");
  const { userLength, passwordLength } = shortestCredentials;
  const hints = [
    `the user of ${product.name}${ofLength(userLength)}`,
    `the password of ${product.name}${ofLength(passwordLength)}`,
  ] as const;
  secrets.add({
    name,
    purpose: `user and password of ${product.name}`,
    origin,
    keys: [
      // The same name everywhere: one Secret may hold the pairs of several products.
      { name: user, key: user, file: false, hint: hints[0] },
      { name: password, key: password, file: false, hint: hints[1] },
    ],
  });
  return {
    user: [{ kind: "secret", secret: name, key: user }],
    password: [{ kind: "secret", secret: name, key: password }],
  };
}

/** A written value, or `env NAME ["default"]`. */
export function valueText(bound: Bound): Text {
  const variable = textOf(bound, "variable");
  if (variable === undefined) {
    const [first] = [...bound.args.values()];
    return first?.[0]?.text ?? "";
  }
  const fallback = argumentOf(bound, "default")?.text;
  return [
    { kind: "environment", variable, ...(fallback === undefined ? {} : { default: fallback }) },
  ];
}

/** Where the administrator's password comes from; nothing where Milvus' own default is left. */
export function rootPassword(context: ResolveContext, secrets: SecretBook): Text | undefined {
  const authorization = context.cluster.body.get("authorization");
  const root = authorization?.settings.get("root");
  // What a parent switched on and a child off reads no password.
  if (root === undefined || hasWord(authorization, "off")) return undefined;
  context.record.written("authorization/root", root.words);
  if (!hasWord(root, "secret")) return valueText(root);
  const name = textOf(root, "secret") ?? "";
  secrets.add({
    name,
    purpose: "password of the Milvus user root",
    origin: "existing",
    keys: [
      {
        name: "password",
        key: "password",
        file: false,
        hint: "the password of the Milvus user root, at most 72 characters",
      },
    ],
  });
  return [{ kind: "secret", secret: name, key: "password" }];
}

/** A key of a Secret that `config` names. */
export function settingSecret(secrets: SecretBook, setting: string, bound: Bound): Text {
  const [secret, key] = [textOf(bound, "secret") ?? "", textOf(bound, "key") ?? ""];
  const purpose = `value of the configuration key ${setting}`;
  const keys = [{ name: key, key, file: false, hint: purpose }];
  secrets.add({ name: secret, purpose, origin: "existing", keys });
  return [{ kind: "secret", secret, key }];
}

/** Secrets with the certificate of the server and, for mutual TLS, the authority of the clients. */
export interface TlsSecrets {
  readonly certificate?: string;
  readonly ca?: string;
}

export function tlsSecrets(context: ResolveContext, secrets: SecretBook): TlsSecrets {
  const tls = context.cluster.body.get("tls");
  if (tls === undefined || hasWord(tls, "off")) return {};
  const certificate = textOf(tls.settings.get("certificate"), "secret");
  const ca = textOf(tls.settings.get("ca"), "secret");
  const missing =
    certificate === undefined
      ? "certificate"
      : ca === undefined && hasWord(tls, "mutual")
        ? "ca"
        : undefined;
  if (missing !== undefined) requireSetting(context, tls, missing);
  if (certificate !== undefined)
    secrets.add(
      tlsSecret(certificate, "certificate and key of the server", ["tls.crt", "tls.key"]),
    );
  if (ca !== undefined) secrets.add(tlsSecret(ca, "authority of the clients", ["ca.crt"]));
  return {
    ...(certificate === undefined ? {} : { certificate }),
    ...(ca === undefined ? {} : { ca }),
  };
}

function tlsSecret(name: string, purpose: string, keys: readonly string[]): Secret {
  return {
    name,
    purpose,
    origin: "existing",
    keys: keys.map((key) => ({ name: key, key, file: true, hint: purpose })),
  };
}
