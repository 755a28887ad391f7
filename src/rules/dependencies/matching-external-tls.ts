/** Whether an external service is spoken to in TLS agrees with the port that is dialled. */
import { message } from "../../diagnostics/define.ts";
import type { External } from "../../model/schema.ts";
import { replacedWithin } from "../fixes.ts";
import { defineRule } from "../rule.ts";

/** Ports that are known for one of the two, by product where the product has its own. */
const encryptedPorts: Readonly<Record<string, number>> = { pulsar: 6651 };
const plainPorts: Readonly<Record<string, number>> = { pulsar: 6650 };

export const matchingExternalTls = defineRule({
  code: "matching-external-tls",
  pass: "dependencies",
  severity: "error",
  summary: "TLS is on for ports of TLS, and off for ports of plain text",
  why:
    "One side speaks TLS and the other does not: Milvus stops with a timeout or a strange " +
    "signature error.",
  help: "Switch `tls` or write the other port.",
  source: "milvus-io/milvus#24864, zilliztech/milvus-helm#99",
  messages: {
    plain: message`port ${"port"} of ${"external"} is for TLS, which is off`,
    encrypted: message`port ${"port"} of ${"external"} is for plain text, but TLS is on`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; external s3 "s3.eu-central-1.amazonaws.com:443" { ' +
        'bucket "data"; region "eu-central-1" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; external s3 "s3.eu-central-1.amazonaws.com:443" { ' +
        'bucket "data"; region "eu-central-1"; tls off } >',
      'cluster a standalone < milvus 2.6.15; external pulsar "pulsar+ssl://p:6650" >',
      'cluster a standalone < milvus 2.6.15; external pulsar "p:6650" { tls on } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const external of deployment.externals) {
      const { name, tls } = external;
      const wrong = portAtOdds(external);
      if (wrong === undefined) continue;
      const at = `externals/${name}/tls`;
      const right = (tls ? encryptedPorts : plainPorts)[name] ?? (tls ? 443 : 80);
      const [is, other] = tls ? ["on", "off"] : ["off", "on"];
      report(tls ? "encrypted" : "plain", {
        at,
        facts: { port: wrong, external: name },
        fixes: [
          ...replacedWithin(`write \`tls ${other}\``, written(at), is, other),
          ...replacedWithin(
            `write port ${right}`,
            written(`externals/${name}`),
            `:${wrong}`,
            `:${right}`,
          ),
        ],
      });
    }
  },
});

/** A port that is known to speak the other of the two. */
export function portAtOdds({ name, tls, addresses }: External): number | undefined {
  const wrong = tls ? (plainPorts[name] ?? 80) : (encryptedPorts[name] ?? 443);
  return addresses.find(({ port }) => port === wrong)?.port;
}
