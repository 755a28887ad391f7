/** Statements that name components: what is exposed, networks, places and the blocks of targets. */
import fc from "fast-check";
import { exposableEndpoints, roleNames } from "../../src/catalog/names.ts";
import { type Draw, die, type Head, maybe, pick, variableOf, type Wish } from "./facts.ts";
import { type Entry, entry, listed, quoted, withBlock } from "./tree.ts";

/** Who is there to be named. */
export interface Company extends Head {
  /** Everything that `members` and `expose` can name, each once. */
  readonly groups: readonly string[];
  /** Deployed dependencies, with the number of their members. */
  readonly deployed: ReadonlyMap<string, number>;
  /** Roles that there may be several of. */
  readonly several: ReadonlySet<string>;
  readonly hasConsole: boolean;
}

/** Several members of anything but an object store cannot share one host port. */
function exposable({ groups, deployed, several }: Company): readonly string[] {
  return groups.flatMap((group) => {
    const count = deployed.get(group) ?? 1;
    const isStore = ["minio", "silo", "rustfs"].includes(group);
    if (several.has(group) || (count > 1 && !isStore)) return [];
    return exposableEndpoints(group)
      .filter((endpoint) => endpoint !== "client" || !roleNames.includes(group))
      .map((endpoint) => `${group}.${endpoint}`);
  });
}

const address = fc.constantFrom("", "127.0.0.1:", "0.0.0.0:", "[::1]:", "192.168.1.5:");

/** Consoles and metrics are nobody else's business outside of development; Kubernetes knows loopback only. */
function placeOf(text: string, { environment, onKubernetes }: Head, isClient: boolean): string {
  const isOpen = text !== "127.0.0.1:" && text !== "[::1]:";
  if (!isClient && isOpen && environment !== "development") return "127.0.0.1:";
  return onKubernetes && text !== "" ? "127.0.0.1:" : text;
}

const clientExposure: Wish<Company> = fc
  .constantFrom("port", "off", "default")
  .chain((form) => fc.tuple(fc.constant(form), address))
  .map(([form, text]) => (company: Company) => {
    if (form === "default") return [entry("expose", "client", "19530")];
    if (form === "off") return [entry("expose", "client", "off")];
    return [entry("expose", "client", `${placeOf(text, company, true)}20000`)];
  });

/** Each has a port of its own, or an address of its own. */
const exposures: Wish<Company> = fc
  .uniqueArray(fc.record({ what: die, address, isShort: fc.boolean() }), {
    maxLength: 4,
    selector: ({ what }) => what,
  })
  .map((wishes) => (company: Company) => {
    const known = exposable(company);
    if (known.length === 0) return [];
    const chosen = new Map(wishes.map((wish) => [pick(known, wish.what), wish]));
    return [...chosen].map(([what, wish], index) => {
      const [group, endpoint] = what.split(".") as [string, string];
      const isFirst = exposableEndpoints(group)[0] === endpoint;
      const port = `${placeOf(wish.address, company, false)}${20_001 + index}`;
      return entry("expose", wish.isShort && isFirst ? group : what, port);
    });
  });

export const expose: Wish<Company> = fc
  .tuple(maybe(clientExposure, 2), exposures)
  .map(([client, others]) => (company: Company) => [...client(company), ...others(company)]);

export interface Published extends Company {
  /** Who has an endpoint outside. */
  readonly published: readonly string[];
  /** Applications are not let in: nobody stands for the proxy on another network. */
  readonly isClosed: boolean;
}

/** Everybody shares a network with whom it needs: one holds all, or all but a console that is beside the clients. */
export const networks: Wish<Published> = fc
  .record({
    form: fc.constantFrom("all", "front", "console"),
    isInternal: fc.boolean(),
    mtu: fc.option(fc.constantFrom("9000", "1400"), { nil: undefined }),
    members: fc.array(die, { minLength: 1, maxLength: 3 }),
  })
  .map(({ form, isInternal, mtu, members }) => (company) => {
    const access = company.mode === "standalone" ? "standalone" : "proxy";
    const settings = mtu === undefined ? [] : [entry("mtu", mtu)];
    const head = isInternal ? ["backend", "internal"] : ["backend"];
    const back = (all: Entry) => withBlock("network", head, [all, ...settings]);
    const front = (names: readonly string[]) =>
      withBlock("network", ["frontend"], [listed("members", names)]);
    if (form === "console" && company.hasConsole && !company.isClosed) {
      const names = new Set([access, "attu", ...company.published]);
      return [front([...names]), back(entry("members", "all", "except", "attu"))];
    }
    if (form === "all")
      return [withBlock("network", ["backend"], [entry("members", "all"), ...settings])];
    // No way leads into an internal network, so what is published stands in front of it.
    const chosen = members.map((thrown) => pick(company.groups, thrown));
    return [front([...new Set([...company.published, ...chosen])]), back(entry("members", "all"))];
  });

/** Components with an endpoint outside: `client` is one, unless it is switched off. */
export function publishedGroups(
  exposed: readonly Entry[],
  { mode }: Pick<Head, "mode">,
): readonly string[] {
  const access = mode === "standalone" ? "standalone" : "proxy";
  const words = exposed.map(({ items }) => items[0]?.values ?? []);
  const isClosed = words.some(([what, port]) => what === "client" && port === "off");
  const named = words.flatMap(([what = ""]) =>
    what === "client" ? [] : [what.split(".")[0] ?? ""],
  );
  return [...new Set([...(isClosed ? [] : [access]), ...named])];
}

const data: Wish<Company> = fc
  .record({ form: fc.constantFrom("folder", "all", "volume", "env"), group: die })
  .map(({ form, group }) => ({ name, deployed, mode }: Company) => {
    const places = [...deployed.keys(), ...(mode === "standalone" ? ["standalone"] : [])];
    if (form === "all" || places.length === 0)
      return [entry("data", "all", quoted(`./data-${name}`))];
    const place = pick(places, group);
    if (form === "folder") return [entry("data", place, quoted(`./data-${name}/${place}`))];
    if (form === "volume") return [entry("data", place, quoted(`${name}_${place}`))];
    return [entry("data", place, "env", `DATA_${variableOf(name)}`, quoted("./elsewhere"))];
  });

const join: Wish<Company> = fc
  .tuple(die, fc.boolean())
  .map(([member, isReference]) => (company) => {
    // Kubernetes knows no networks of others.
    if (company.onKubernetes) return [];
    const members = entry("members", pick(company.groups, member));
    const network = isReference ? ["env", "APPS_NETWORK"] : [quoted("apps")];
    return [withBlock("join", network, [members])];
  });

const project: Wish<Company> = fc.boolean().map((isReference) => ({ name }) => [
  isReference
    ? entry("project", "env", "PROJECT", quoted(`of-${name}`))
    : entry("project", `of-${name}`),
]);

const restart: Wish<Company> = fc
  .constantFrom("always", "unless-stopped", "on-failure", "no")
  .map((word) => () => [entry("restart", word)]);

const composeSettings = [project, data, join, restart].map((wish) => maybe(wish, 2));

const service: Wish<Company> = fc
  .constantFrom(["cluster-ip"], ["load-balancer"], ["node-port", "30530"])
  .map((words) => () => [entry("service", ...words)]);
const storageClass: Wish<Company> = fc.constant(() => [entry("storage-class", "fast-ssd")]);
const ingress: Wish<Company> = fc.boolean().map((isFull) => ({ name }) => [
  withBlock(
    "ingress",
    [quoted(`${name}.example.com`)],
    isFull
      ? [
          entry("class", "nginx"),
          entry("tls", "secret", quoted(`${name}-ingress`)),
          entry("rest", quoted(`rest.${name}.example.com`)),
        ]
      : [],
  ),
]);
const place: Wish<Company> = die.map((thrown) => ({ groups }) => [
  withBlock(
    "place",
    [pick(groups, thrown)],
    [
      entry("node-label", '"example.com/disk"', '"ssd"'),
      entry("tolerate", '"dedicated"', '"milvus"'),
      entry("tolerate", '"spot"'),
    ],
  ),
]);
const annotate: Wish<Company> = die.map((thrown) => ({ groups }) => [
  entry("annotate", pick(groups, thrown), '"prometheus.io/scrape"', '"true"'),
]);
const namespace: Wish<Company> = fc.constant(({ name }) => [entry("namespace", `milvus-${name}`)]);
const kubernetesVersion: Wish<Company> = fc.constant(() => [entry("version", "1.30")]);

const kubernetesSettings = [
  namespace,
  storageClass,
  service,
  ingress,
  place,
  annotate,
  kubernetesVersion,
].map((wish) => maybe(wish, 2));

function block(name: Head["targets"][number], settings: readonly Wish<Company>[]): Wish<Company> {
  return fc
    .tuple(...settings)
    .map((draws: readonly Draw<Company, readonly Entry[]>[]) => (company) => {
      if (!company.targets.includes(name)) return [];
      return [
        withBlock(
          "target",
          [name],
          draws.flatMap((draw) => draw(company)),
        ),
      ];
    });
}

export const targetBlocks: Wish<Company> = fc
  .tuple(
    block("compose", composeSettings),
    block("k8s", kubernetesSettings),
    block("helm", [fc.constant(({ name }) => [entry("release", `of-${name}`)])]),
    block("operator", [fc.constant(({ name }) => [entry("name", `of-${name}`)])]),
  )
  .map((draws) => (company: Company) => draws.flatMap((draw) => draw(company)));
