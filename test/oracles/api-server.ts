/**
 * A real API server as a judge: the one of a variable's kubeconfig, or one that is built from its Go modules and
 * started on loopback. The first build of a release takes some five to ten minutes.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Availability, isThere, lastLines, oracleFolder, run } from "./support.ts";

/** What is judged by, how that judge is called, and where an own one listens: at this port and the next two. */
export interface Release {
  readonly oracle: string;
  readonly version: string;
  readonly variable: string;
  readonly port: number;
}

export const newest: Release = {
  oracle: "kubernetes",
  version: "1.34.4",
  variable: "MILVUSC_KUBECONFIG",
  port: 36443,
};

/** The last patch of the oldest minor that the target writes for. */
export const oldest: Release = {
  oracle: "kubernetes-oldest",
  version: "1.30.14",
  variable: "MILVUSC_KUBECONFIG_OLDEST",
  port: 36453,
};

const etcdModule = "go.etcd.io/etcd/server/v3@v3.5.18";

export interface ApiServer {
  /** Before all tests and not earlier: where a filter leaves none, there is nobody to stop it. */
  readonly start: () => void;
  readonly kubectl: (args: readonly string[], input?: string) => ReturnType<typeof run>;
  readonly stop: () => void;
}

export function findApiServer({ version, variable, port }: Release): Availability<ApiServer> {
  const given = process.env[variable];
  if (given !== undefined) {
    if (!isThere("kubectl", "version", "--client")) return { reason: "there is no kubectl" };
    const server = connect("kubectl", given, () => undefined);
    const answer = server.kubectl(["get", "--raw", "/readyz"]);
    return answer.status === 0 ? { oracle: server } : { reason: lastLines(answer) };
  }
  if (!isThere("go", "version"))
    return { reason: `${variable} names none, and go is not there to build one` };
  const bin = oracleFolder(`kubernetes-${version}`);
  const failure = buildKubernetes(bin, version) ?? buildEtcd(bin);
  return failure === undefined ? { oracle: startable(bin, port) } : { reason: failure };
}

function startable(bin: string, port: number): ApiServer {
  let server: ApiServer | undefined;
  return {
    start: () => {
      server = start(bin, port);
    },
    kubectl: (...question) => (server as ApiServer).kubectl(...question),
    stop: () => server?.stop(),
  };
}

function connect(kubectl: string, kubeconfig: string, stop: () => void): ApiServer {
  return {
    start: () => undefined,
    kubectl: (args, input) =>
      run(kubectl, ["--kubeconfig", kubeconfig, ...args], {
        timeoutSeconds: 300,
        ...(input === undefined ? {} : { input }),
      }),
    stop,
  };
}

const goEnv = { GOFLAGS: "-mod=mod -buildvcs=false", CGO_ENABLED: "0" };

/** Its own go.mod replaces the staging modules by folders; outside it they are modules of the same release. */
function buildKubernetes(bin: string, release: string): string | undefined {
  const missing = ["kube-apiserver", "kubectl"].filter((name) => !existsSync(join(bin, name)));
  if (missing.length === 0) return undefined;
  const work = mkdtempSync(join(bin, "module-"));
  const go = (...args: string[]) =>
    run("go", args, { cwd: work, env: goEnv, timeoutSeconds: 1800 });
  const download = [go("mod", "init", "oracle.local/kubernetes")];
  download.push(go("mod", "download", `k8s.io/kubernetes@v${release}`));
  const cache = go("env", "GOMODCACHE").stdout.trim();
  const file = join(cache, "k8s.io", `kubernetes@v${release}`, "go.mod");
  if (!existsSync(file)) return lastLines(download.at(-1) as ReturnType<typeof run>);
  const staging = readFileSync(file, "utf8").matchAll(/^\s+(k8s\.io\/[a-z-]+) => \.\/staging/gm);
  for (const [, name] of staging)
    go("mod", "edit", `-replace=${name}=${name}@v0.${release.slice(2)}`);
  go("get", `k8s.io/kubernetes@v${release}`);
  for (const name of missing) {
    go("get", `k8s.io/kubernetes/cmd/${name}@v${release}`);
    const version = `-X k8s.io/component-base/version.gitVersion=v${release}`;
    // Moved when it is whole: another file of tests may be waiting for the same program.
    const made = join(work, `made-${name}`);
    const place = `k8s.io/kubernetes/cmd/${name}`;
    const built = go("build", "-ldflags", version, "-o", made, place);
    if (built.status !== 0) return lastLines(built);
    renameSync(made, join(bin, name));
  }
  rmSync(work, { recursive: true, force: true });
  return undefined;
}

function buildEtcd(bin: string): string | undefined {
  if (existsSync(join(bin, "etcd"))) return undefined;
  const work = mkdtempSync(join(bin, "module-"));
  const go = (...args: string[]) => run("go", args, { cwd: work, env: goEnv, timeoutSeconds: 900 });
  go("mod", "init", "oracle.local/etcd");
  go("get", etcdModule);
  const made = join(work, "made-etcd");
  const built = go("build", "-o", made, "go.etcd.io/etcd/server/v3");
  if (built.status === 0) renameSync(made, join(bin, "etcd"));
  rmSync(work, { recursive: true, force: true });
  return built.status === 0 ? undefined : lastLines(built);
}

/** Everything is thrown away afterwards. */
function start(bin: string, port: number): ApiServer {
  const work = mkdtempSync(join(bin, "run-"));
  const children: ChildProcess[] = [];
  const stop = () => {
    for (const child of children.reverse()) child.kill("SIGKILL");
    rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const launch = (name: string, ...args: string[]) =>
    children.push(spawn(join(bin, name), args, { cwd: work, stdio: "ignore" }));
  const token = randomBytes(16).toString("hex");
  const kubeconfig = writeCredentials(work, token, port);
  const [clients, peers] = [port + 1, port + 2].map((one) => `http://127.0.0.1:${one}`);
  launch(
    "etcd",
    ...["--data-dir", join(work, "etcd"), "--unsafe-no-fsync"],
    ...["--listen-client-urls", `${clients}`, "--advertise-client-urls", `${clients}`],
    ...["--listen-peer-urls", `${peers}`, "--initial-advertise-peer-urls", `${peers}`],
    ...["--initial-cluster", `default=${peers}`],
  );
  launch(
    "kube-apiserver",
    ...[`--etcd-servers=${clients}`, "--bind-address=127.0.0.1", `--secure-port=${port}`],
    ...[`--cert-dir=${join(work, "certs")}`, `--token-auth-file=${join(work, "tokens")}`],
    ...["--authorization-mode=RBAC", "--service-cluster-ip-range=10.96.0.0/16"],
    "--service-account-issuer=https://kubernetes.default.svc",
    ...["key-file", "signing-key-file"].map(
      (flag) => `--service-account-${flag}=${join(work, "key")}`,
    ),
    "--disable-admission-plugins=ServiceAccount",
  );
  const server = connect(join(bin, "kubectl"), kubeconfig, stop);
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (server.kubectl(["get", "namespace", "default"]).status === 0) return server;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  stop();
  throw new Error(`the API server that was built does not start on port ${port}`);
}

function writeCredentials(work: string, token: string, port: number): string {
  mkdirSync(join(work, "certs"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const secret = { mode: 0o600 };
  writeFileSync(join(work, "key"), privateKey.export({ type: "pkcs8", format: "pem" }), secret);
  writeFileSync(join(work, "tokens"), `${token},admin,admin,system:masters\n`, secret);
  const kubeconfig = join(work, "kubeconfig");
  const server = `https://127.0.0.1:${port}`;
  const content = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "oracle",
    contexts: [{ name: "oracle", context: { cluster: "oracle", user: "admin" } }],
    users: [{ name: "admin", user: { token } }],
    clusters: [{ name: "oracle", cluster: { server, "insecure-skip-tls-verify": true } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(content), secret);
  return kubeconfig;
}
