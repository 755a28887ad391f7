/** A port of one host is published once, over all clusters that name the same host. */
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { spanOfOrigin } from "../../model/origins.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Publication } from "../../model/schema.ts";
import { fixAt, replacedWithin, withStatement } from "../fixes.ts";
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
      "cluster a standalone < milvus 2.6.15; attu; expose client 127.0.0.1:3000; expose attu " +
        "127.0.0.2:3000 >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; attu; expose attu 127.0.0.1:19530 >",
      "cluster a standalone < milvus 2.6.15; attu; expose attu 127.0.0.1:3000; expose client 3000 >",
      "cluster a standalone < milvus 2.6.15; attu; expose etcd 127.0.0.1:19531; expose attu " +
        "127.0.0.1:19530 >",
      "cluster a standalone < milvus 2.6.15; attu; expose client 65535; expose attu " +
        "127.0.0.1:65535 >",
      'cluster a standalone < milvus 2.6.15; host "one" >\ncluster b standalone < milvus ' +
        '2.6.15; host "one" >',
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
          const [first, second] = inOrder(clash, { one, publication });
          const facts = { port: publication.port };
          const place = {
            at: publicationPath(second.publication),
            in: second.one,
            label: isSaid(second) ? "and again here" : "and again here, where nothing else is said",
            see: [
              {
                at: publicationPath(first.publication),
                in: first.one,
                message: isSaid(first) ? "first here" : "first here, where nothing else is said",
              },
            ],
            fixes: onAnotherPort(second),
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

/** As they stand in the text, where both stand in one. */
function inOrder(a: Published, b: Published): readonly [Published, Published] {
  const [left, right] = [a, b].map(({ one, publication }) => {
    const origin = one.origins.get(publicationPath(publication));
    return origin === undefined ? undefined : spanOfOrigin(origin);
  });
  if (left === undefined || right === undefined || left.source !== right.source) return [a, b];
  return left.start <= right.start ? [a, b] : [b, a];
}

/** The port for clients is published without a word. */
function isSaid({ one, publication }: Published): boolean {
  return one.origins.get(publicationPath(publication))?.kind === "written";
}

/** The next port that this cluster does not publish. */
function onAnotherPort({ one: { deployment, origins }, publication }: Published): Fix[] {
  const origin = origins.get(publicationPath(publication));
  const taken = new Set(deployment.publications.map(({ port }) => port));
  let next = publication.port + 1;
  while (taken.has(next)) next += 1;
  if (next > 65535 || origin === undefined) return [];
  const [port, other] = [String(publication.port), String(next)];
  const title = `publish port ${other}`;
  if (origin.kind === "written") return replacedWithin(title, origin.span, port, other);
  // The port for clients is published without a word.
  return fixAt(spanOfOrigin(origin), title, false, (name) =>
    withStatement(name, `expose client ${other}`),
  );
}
