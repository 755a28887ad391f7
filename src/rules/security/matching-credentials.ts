/** Milvus logs in to the object store as the object store expects. */
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Component, Deployment, Text } from "../../model/schema.ts";
import { joinSpans, type Span } from "../../text/source.ts";
import { fixAt, removed } from "../fixes.ts";
import { dependencyOf, loginOf, milvusComponents, partsOf, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const pairs = [
  ["user", "MINIO_ACCESS_KEY_ID"],
  ["password", "MINIO_SECRET_ACCESS_KEY"],
] as const;

export const matchingCredentials = defineRule({
  code: "matching-credentials",
  pass: "security",
  severity: "error",
  summary: "Milvus and its object store have the same user and password",
  why: 'Milvus tries for a while, says "Access Denied", and exits with 134.',
  help: "Write `credentials` once: both sides get them.",
  source: "milvus-io/milvus#24864, #22553; milvus-io/milvus-docs#2251",
  messages: {
    differ: message`the ${"what"} that ${"component"} gives is not the one of ${"store"}`,
    both: message`user and password that ${"component"} gives are not those of ${"store"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage minio { credentials { access-key " +
        '"someone"; secret-key "something" } } >',
      'cluster a standalone < milvus 2.6.15; external s3 "s3.example.com:443" { bucket "data" } >',
      "cluster a distributed < milvus 2.6.15; proxy { variables { MINIO_ACCESS_KEY_ID " +
        '"minioadmin" } } >',
      "cluster a standalone < milvus 2.6.15; storage local, embedded-etcd, rocksmq >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; storage minio { variables { MINIO_ROOT_PASSWORD " +
        '"something" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { MINIO_ACCESS_KEY_ID " +
        '"someone" } } >',
      "cluster a standalone < milvus 2.6.15; storage minio { variables { MINIO_ROOT_PASSWORD " +
        '"something"; MINIO_ROOT_USER "someone" } } >',
      "cluster a standalone < milvus 2.6.15; storage minio { variables { MINIO_ROOT_USER " +
        '"someone"; MINIO_BROWSER "off"; MINIO_ROOT_PASSWORD "something" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { MINIO_ACCESS_KEY_ID " +
        '"someone" } }; storage minio { variables { MINIO_ROOT_PASSWORD "something" } } >',
    ],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({
          ...deployment,
          components: deployment.components.map((one) => ({
            ...one,
            variables: one.variables.map(({ name, value }) => ({
              name,
              value: pairs.some(([, variable]) => variable === name) ? "another" : value,
            })),
          })),
        }),
      },
    ],
  },
  check({ deployment, written, report }) {
    const objects = dependencyOf(deployment, "objects");
    const [store] = objects === undefined ? [] : partsOf(deployment, objects);
    if (store === undefined) return;
    const login = loginOf(store);
    if (login === undefined) return;
    const found = pairs.flatMap(([what, variable]) => {
      const server = login[what];
      const client = milvusComponents(deployment).find((one) =>
        differs(one, variable, server.value),
      );
      if (client === undefined) return [];
      const serverAt = `components/${store.name}/variables/${server.variable}`;
      const clientAt = `components/${client.name}/variables/${variable}`;
      const at = written(serverAt) === undefined ? clientAt : serverAt;
      return [{ what, at, component: client.name }];
    });
    const [user, password] = found;
    if (user !== undefined && password !== undefined) {
      const facts = { component: user.component, store: store.name };
      report("both", {
        at: user.at,
        facts,
        see: [{ at: password.at, message: "and here" }],
        fixes: withoutBoth(written(user.at), written(password.at)),
      });
      return;
    }
    for (const { what, at, component } of found)
      report("differ", {
        at,
        facts: { what, component, store: store.name },
        fixes: fixAt(written(at), "remove the variable", false, removed),
      });
  },
});

/** Without one of them the other would still be wrong; side by side they are one piece of text. */
function withoutBoth(user: Span | undefined, password: Span | undefined): Fix[] {
  if (user === undefined || password === undefined || user.source !== password.source) return [];
  const [first, second] = user.start < password.start ? [user, password] : [password, user];
  const isOnePiece = user.source.text.slice(first.end, second.start).trim() === ";";
  return fixAt(user, "remove both variables", false, () =>
    isOnePiece ? removed(joinSpans(first, second)) : [...removed(first), ...removed(second)],
  );
}

/** Milvus gives another user or password than the store has. */
export function hasOtherLogin(deployment: Deployment, store: Component): boolean {
  const login = loginOf(store);
  if (login === undefined) return false;
  return milvusComponents(deployment).some((client) =>
    pairs.some(([what, variable]) => differs(client, variable, login[what].value)),
  );
}

function differs(component: Component, variable: string, expected: Text): boolean {
  const given = variableOf(component, variable);
  return given !== undefined && JSON.stringify(given) !== JSON.stringify(expected);
}
