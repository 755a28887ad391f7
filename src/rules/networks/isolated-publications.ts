/** What is published stands on a network that has a way in. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { laterFirst } from "../lookup.ts";
import { listed, networksOf, publicationPath } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const isolatedPublications = defineRule({
  code: "isolated-publications",
  pass: "networks",
  severity: "error",
  summary: "a published endpoint stands on a network that is not internal",
  why:
    "An internal network has no way in: Docker publishes nothing from it, and the port stays " +
    "dead.",
  help: "Put the component on a network that is not internal as well, or publish nothing.",
  source: "docs.docker.com/reference/compose-file/networks, internal",
  messages: {
    internal: message`${"component"} is published, but stands only on internal ${"networks"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; network front { members standalone }; network " +
        "back internal { members all } >",
      "cluster a standalone < milvus 2.6.15; expose client off; network back internal { " +
        "members all } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; network back internal { members all } >",
      "cluster a standalone < milvus 2.6.15; network back internal { members all }; expose " +
        "client 127.0.0.1:19530 >",
      "cluster a standalone < milvus 2.6.15; expose client 127.0.0.1:19530; network meta " +
        "internal { members standalone, etcd }; network objects internal { members standalone, " +
        "minio } >",
    ],
  },
  check({ deployment, written, report }) {
    const internal = new Set(
      deployment.networks.filter((network) => network.internal).map(({ name }) => name),
    );
    const attached = networksOf(deployment);
    const seen = new Set<string>();
    for (const publication of deployment.publications) {
      const { component } = publication;
      const own = attached.get(component) ?? [];
      if (own.length === 0 || own.some((name) => !internal.has(name)) || seen.has(component))
        continue;
      seen.add(component);
      const path = publicationPath(publication);
      const [network] = own;
      const networkAt = `networks/${network}`;
      const [at, earlier] = laterFirst(written, path, networkAt);
      const label = earlier === path ? "published here" : "internal";
      report("internal", {
        at,
        component,
        // A default publication has no words of its own: the network's are the mistake.
        see: written(path) === undefined ? [] : [{ at: earlier, message: label }],
        facts: {
          component,
          networks: `${own.length === 1 ? "network" : "networks"} ${listed(own)}`,
        },
        fixes: replacedWithin("let the network have a way in", written(networkAt), " internal", ""),
      });
    }
  },
});
