/** Ingresses: gRPC on one host name, REST on another, because a controller speaks one of them to a backend. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Endpoint } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { componentLabels, type KubernetesObject, namespaced } from "./metadata.ts";
import { limited, restEndpoint } from "./names.ts";
import { backendOf } from "./service.ts";

const backendProtocol = "nginx.ingress.kubernetes.io/backend-protocol";

/** Vectors are large: controllers otherwise refuse bodies of more than 1 MiB. */
const bodySize = "nginx.ingress.kubernetes.io/proxy-body-size";

export function ingresses(layout: Layout): readonly KubernetesObject[] {
  const { options, client, deployment } = layout;
  const { ingress } = options;
  if (ingress === undefined || client === undefined) return [];
  const secure = deployment.tls !== "off";
  const grpc = one("grpc", ingress.host, client.endpoint, secure ? "GRPCS" : "GRPC", layout);
  if (ingress.rest === undefined) return grpc;
  const apart = client.component.endpoints.find(({ name }) => name === restEndpoint);
  return [
    ...grpc,
    ...one(
      "rest",
      ingress.rest,
      apart ?? client.endpoint,
      secure && !apart ? "HTTPS" : "HTTP",
      layout,
    ),
  ];
}

function one(
  suffix: string,
  host: string,
  endpoint: Endpoint,
  protocol: string,
  layout: Layout,
): readonly KubernetesObject[] {
  const { client, options } = layout;
  const { ingress } = options;
  if (client === undefined || ingress === undefined) return [];
  const { component } = client;
  const { name, port } = backendOf(component, endpoint, layout);
  const backend: Yaml = { service: { name, port: { number: port } } };
  return [
    namespaced("Ingress", "networking.k8s.io/v1", limited(component.name, `-${suffix}`), {
      layout,
      labels: componentLabels(component, layout),
      annotations: {
        [backendProtocol]: noted(protocol, {
          before: "Read by ingress-nginx; others take the protocol from the Service's appProtocol.",
        }),
        [bodySize]: "64m",
      },
      fields: {
        spec: {
          ingressClassName: ingress.class,
          tls: ingress.tls === undefined ? undefined : [{ hosts: [host], secretName: ingress.tls }],
          rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
        },
      },
    }),
  ];
}
