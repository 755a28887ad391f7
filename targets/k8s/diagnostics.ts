/** What Kubernetes cannot say, and what the program meant that is lost or done differently. */
import { defineCodes, message } from "../../src/diagnostics/define.ts";

export const kubernetesCodes = defineCodes({
  "supported-by-k8s": {
    severity: "error",
    summary: "Kubernetes can say what the program means",
    why: "What manifests have no words for would be lost in silence.",
    source:
      "kubernetes/kubernetes api/openapi-spec; kubernetes/pod-security-admission policy; " +
      "kubernetes/enhancements keps 3960 (sleep), 4017 (pod-index)",
    messages: {
      environment: message`manifests have no environment to take ${"variable"} from`,
      address: message`a Service has no address of a host: ${"endpoint"} cannot be published on ${"address"}`,
      devices: message`Kubernetes gives graphics processors by number, not by device id: ${"component"}`,
      join: message`Kubernetes has no Docker networks: ${"network"} cannot be joined`,
      version: message`the manifests need Kubernetes 1.${"oldest"}, and 1.${"found"} is older`,
      alias: message`${"alias"} cannot be the name of a Service: ${"component"} is not found under it`,
      numbers: message`${"component"} counts its members from two different numbers`,
      logging: message`on Kubernetes the node rotates logs: sizes and numbers of log files do not reach it`,
      mtu: message`on Kubernetes the cluster's network has one MTU: that of network ${"network"} is not set`,
      restart: message`on Kubernetes what ends is always started again: \`restart ${"policy"}\` does not reach it`,
      name: message`${"external"} is known by name: its port ${"port"} is open to any address`,
      image: message`nothing is known of the users of ${"image"}: ${"component"} is not "restricted"`,
      plain: message`most Ingress controllers speak gRPC only with TLS, and this Ingress has none`,
    },
    examples: {
      wrong: `cluster prod distributed <
  milvus 2.6.15;
  expose client 10.0.0.5:19530;
  target k8s { namespace milvus }
>
`,
      right: `cluster prod distributed <
  milvus 2.6.15;
  expose client 19530;
  target k8s { namespace milvus; service load-balancer }
>
`,
    },
  },
});
