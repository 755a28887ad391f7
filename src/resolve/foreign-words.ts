/** Words that people bring along from Compose, Helm and Kubernetes, and what stands for them here. */

/** A table without `toString` and other words that every object knows: people may write those, too. */
function words(entries: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), entries);
}

/** Statements of the same meaning under another name. */
export const otherNames = words({
  version: "milvus",
  dependencies: "storage",
  queue: "storage",
  mq: "storage",
  ports: "expose",
  networks: "network",
  configuration: "config",
  env: "environment",
});

/** Targets under the names of their tools. */
export const otherTargets = words({
  docker: "compose",
  "docker-compose": "compose",
  podman: "compose",
  kubernetes: "k8s",
  kubectl: "k8s",
  kustomize: "k8s",
  chart: "helm",
});

/** What other tools write among the statements, and where it stands here. */
export const notStatements = words({
  mode: "The mode stands behind the name: `cluster NAME distributed <`.",
  name: "The name stands at the beginning: `cluster NAME distributed <`.",
  replicas: "The number of replicas stands behind the role: `querynode x2`.",
  memory: "Sizes belong to a component: `querynode { memory 8Gi }`.",
  cpu: "Sizes belong to a component: `querynode { cpu 2 }`.",
  disk: "Sizes belong to a component: `storage minio { disk 200Gi }`.",
  services: "Each component is a statement of its own: `proxy x2`.",
  components: "Each component is a statement of its own: `proxy x2`.",
  namespace: "The namespace is Kubernetes' own: `target k8s { namespace NAME }`.",
  volumes: 'The compiler makes the volumes; `target compose { data all "./volumes" }` moves them.',
});

const sizes = "Write `cpu` and `memory` by themselves: `memory 4Gi..8Gi` is request and limit.";
const publishing = "Ports are published beside the component: `expose client 19530`.";
const variables = 'The process environment is `variables { NAME "VALUE" }`.';
const places =
  'The compiler makes the volumes; `target compose { data all "./volumes" }` moves them.';

/** Settings of roles and dependencies that stand elsewhere. */
export const elsewhere = words({
  resources: sizes,
  limits: sizes,
  requests: sizes,
  reservations: sizes,
  ports: publishing,
  port: publishing,
  expose: publishing,
  environment: variables,
  env: variables,
  volumes: places,
  data: places,
  container_name: 'Another name under which others find it is `alias "NAME"`.',
  hostname: 'Another name under which others find it is `alias "NAME"`.',
  restart: "Restarting is Compose's: `target compose { restart always }`.",
  depends_on: "Start order follows from what the component needs.",
  networks: "Networks name their members: `network backend { members all }`.",
  persistence: "Data is kept; `disk 200Gi` is its room, and `disk off` keeps nothing.",
  size: "The room for data is `disk 200Gi`.",
  storage: "The room for data is `disk 200Gi`.",
  secret: 'User and password are `credentials secret "NAME"`.',
});

const login =
  'User and password are `credentials secret "NAME"`, ' +
  "or `credentials { access-key env U; secret-key env P }`.";
const addresses = 'Addresses stand behind the kind: `external s3 "HOST:PORT" { … }`.';

/** Settings of what exists elsewhere. */
export const elsewhereOfExternals = words({
  user: login,
  username: login,
  password: login,
  sasl: login,
  auth: login,
  secret: login,
  "access-key": login,
  "secret-key": login,
  host: addresses,
  port: addresses,
  address: addresses,
  endpoint: addresses,
  endpoints: addresses,
  brokers: addresses,
});
