/** In production Milvus asks who is there. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced, withStatement } from "../fixes.ts";
import { isOpen } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const authorizedProduction = defineRule({
  code: "authorized-production",
  pass: "security",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production authorization is on",
  why: "Without it whoever reaches the port reads, changes and drops every collection.",
  help: 'Write `authorization on { root secret "NAME" }`.',
  source: "milvus-io/milvus configs/milvus.yaml, common.security.authorizationEnabled",
  messages: {
    open: message`authorization is off, and other machines reach the port for clients`,
    inside: message`authorization is off`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker >",
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        "expose client off; authorization off >",
    ],
  },
  check({ deployment, written, place, report }) {
    if (deployment.authorization) return;
    const { publications, name } = deployment;
    const at = written("authorization");
    const statement = `authorization on { root secret "${name}-root" }`;
    const isReached = publications.some((one) => one.endpoint === "client" && isOpen(one));
    report(isReached ? "open" : "inside", {
      at: at ?? place(""),
      fixes:
        at === undefined
          ? fixAt(place(""), `write \`${statement}\``, false, (span) =>
              withStatement(span, statement),
            )
          : fixAt(at, `write \`${statement}\``, false, (span) => replaced(span, statement)),
    });
  },
});
