/** A port of one host is published once, over all clusters that name the same host. */
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Publication } from "../../model/schema.ts";
import { replaced } from "../fixes.ts";
import { isEveryAddress, publicationPath } from "../questions.ts";
import { defineWorkspaceRule } from "../rule.ts";

interface Published {
  readonly one: Resolved;
  readonly publication: Publication;
}

export const uniqueHostPorts = defineWorkspaceRule({
  code: "unique-host-ports",
  pass: "ports",
  severity: "error",
  summary: "a port of one host is published once",
  why: 'The second container fails to start with "port is already allocated".',
  help: "Publish one of them on another port.",
  source: "milvus-io/milvus#29469",
  messages: {
    twice: message`host port ${"port"} is published twice`,
    clusters: message`host port ${"port"} of "${"host"}" is published by two clusters`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; attu; expose attu 127.0.0.1:3000 >",
      "cluster a standalone < milvus 2.6.15; attu; expose client 127.0.0.1:3000; expose attu 127.0.0.2:3000 >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; attu; expose attu 127.0.0.1:19530 >",
      'cluster a standalone < milvus 2.6.15; host "one" >\ncluster b standalone < milvus 2.6.15; host "one" >',
    ],
  },
  check({ resolved, report }) {
    const byHost = new Map<string, Published[]>();
    for (const [index, one] of resolved.entries()) {
      // Without a host's name, a cluster shares ports only with itself.
      const host = one.deployment.host ?? `\n${index}`;
      for (const publication of one.deployment.publications) {
        const earlier = byHost.get(`${host}\n${publication.port}`) ?? [];
        const clash = earlier.find((other) => meet(other.publication, publication));
        if (clash !== undefined) {
          const facts = { port: publication.port };
          const place = {
            at: publicationPath(publication),
            in: one,
            label: "and again here",
            see: [{ at: publicationPath(clash.publication), in: clash.one, message: "first here" }],
            fixes: onAnotherPort(one, publication),
          };
          if (clash.one === one) report("twice", { ...place, facts });
          else report("clusters", { ...place, facts: { ...facts, host } });
        }
        byHost.set(`${host}\n${publication.port}`, [...earlier, { one, publication }]);
      }
    }
  },
});

function meet(a: Publication, b: Publication): boolean {
  return isEveryAddress(a) || isEveryAddress(b) || a.address === b.address;
}

/** The next port that this cluster does not publish. */
function onAnotherPort({ deployment, origins }: Resolved, publication: Publication): Fix[] {
  const origin = origins.get(publicationPath(publication));
  const taken = new Set(deployment.publications.map(({ port }) => port));
  let next = publication.port + 1;
  while (taken.has(next)) next += 1;
  const words = origin?.kind === "written" ? origin.span : undefined;
  const [port, other] = [String(publication.port), String(next)];
  return next > 65535 ? [] : replaced(`publish port ${other}`, words, port, other);
}
