/** What the operator's resource cannot say: notes where comfort is lost, errors where meaning is. */
import { defineCodes, message } from "../../src/diagnostics/define.ts";

export const operatorCodes = defineCodes({
  "supported-by-operator": {
    severity: "error",
    summary: "the operator's resource can say what the program means",
    why: "The operator takes what it knows and leaves the rest: what it has no field for would be lost in silence.",
    source:
      "zilliztech/milvus-operator apis/milvus.io/v1beta1, pkg/controllers @1.3.8 " +
      "(milvus_webhook.go, dependencies_types.go, configmaps.go)",
    messages: {
      product: message`the operator cannot deploy ${"component"}`,
      inside: message`the operator knows no ${"product"} inside Milvus`,
      service: message`the operator only takes a log service that exists: it deploys none`,
      environment: message`the resource has no environment to take ${"variable"} from`,
      devices: message`Kubernetes gives graphics processors by number, not by device id: ${"component"}`,
      address: message`a Service has no address of a host: ${"endpoint"} cannot be published on ${"address"}`,
      secret: message`the operator reads the keys of its MinIO from Secret ${"wanted"}: not from ${"secret"}`,
      keys: message`the operator reads the keys "accesskey" and "secretkey" of Secret ${"secret"}`,
      removed: message`the operator takes ${"key"} out of the configuration again`,
      node: message`the operator has no field for the port of a node: Kubernetes chooses one`,
      image: message`the operator starts ${"component"} by scripts of its own image: ${"image"} does not have them`,
      single: message`the operator runs Pulsar as several processes: ZooKeeper, bookie, broker, proxy`,
      place: message`the operator's charts are not told where ${"component"} runs`,
      policies: message`the operator makes no NetworkPolicies: everything in the cluster reaches everything`,
      join: message`Kubernetes has no Docker networks: ${"network"} cannot be joined`,
      restart: message`on Kubernetes a pod is always started again: \`restart ${"policy"}\` does not reach it`,
      alias: message`"${"alias"}" is no name of a Service: letters, digits and \`-\`, at most 63`,
      logging: message`on Kubernetes the node rotates logs: sizes and numbers of log files do not reach it`,
    },
    examples: {
      wrong: `cluster prod distributed <
  milvus 2.6.15;
  storage rustfs, etcd;
  target operator { name prod }
>
`,
      right: `cluster prod distributed <
  milvus 2.6.15;
  storage minio, etcd;
  target operator { name prod }
>
`,
    },
  },
});
