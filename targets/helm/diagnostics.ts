/** What the chart cannot say: notes where comfort is lost, errors where meaning is. */
import { defineCodes, message } from "../../src/diagnostics/define.ts";

export const helmCodes = defineCodes({
  "supported-by-helm": {
    severity: "error",
    summary: "the Helm chart can say what the program means",
    why:
      "The chart checks nothing: a key that it does not read, or a text that its templates break, " +
      "is lost in silence.",
    source:
      "zilliztech/milvus-helm charts/milvus/values.yaml, templates, 4.0.0 to 5.0.19; " +
      "kubernetes/kubernetes api/openapi-spec",
    messages: {
      environment: message`values have no environment to take ${"variable"} from`,
      address: message`a Service has no address of a host: ${"endpoint"} cannot be published on ${"address"}`,
      devices: message`Kubernetes gives graphics processors by number, not by device id: ${"component"}`,
      join: message`Kubernetes has no Docker networks: ${"network"} cannot be joined`,
      product: message`the chart cannot deploy ${"component"}`,
      images: message`the chart runs one image for all Milvus roles: ${"component"} asks for ${"image"}`,
      image: message`the chart starts ${"component"} by scripts of its own image: ${"image"} does not have them`,
      keys: message`the chart's MinIO reads the keys "accesskey" and "secretkey" of Secret ${"secret"}`,
      secrets: message`user and password of the chart's MinIO are in one Secret, not in two`,
      text: message`the chart's templates would break ${"what"}: it holds characters that YAML reads`,
      template: message`the chart takes "{{" in ${"what"} for a template`,
      certificate: message`chart ${"chart"} mounts no certificate into ${"component"}`,
      variable: message`the chart gives no environment to ${"component"}: ${"variable"} is lost`,
      release: message`a release named "${"release"}" makes a Service whose variables Milvus takes for settings`,
      length: message`release "${"release"}" is too long: ${"name"} has more than ${"most"} characters`,
      unread: message`chart ${"chart"} is newer than milvusc knows: keys of ${"known"} are written`,
      lost: message`chart ${"chart"} does not read ${"key"}: it is not written`,
      single: message`the chart runs Pulsar as separate processes: one each of ZooKeeper, bookie, broker and proxy`,
      keeper: message`the chart runs Kafka 3.1 with ZooKeeper: ${"image"} is not what it starts`,
      console: message`the chart tells Attu its address in words of Attu 2: ${"image"} does not read them`,
      scratch: message`the chart gives ${"component"} the node's disk: ${"size"} are its limit, not a disk of its own`,
      health: message`the chart has one health check for all Milvus roles: that of ${"component"} is taken`,
      alias: message`"${"alias"}" is no name of a Service: letters, digits and \`-\`, at most 63`,
      logging: message`on Kubernetes the node rotates logs: sizes and numbers of log files do not reach it`,
      mtu: message`on Kubernetes the cluster's network has one MTU: that of network ${"network"} is not set`,
      restart: message`a pod is always started again: \`restart ${"policy"}\` does not reach it`,
      name: message`${"external"} is known by name: its port ${"port"} is open to any address`,
      plain: message`most Ingress controllers speak gRPC only with TLS, and this Ingress has none`,
    },
    examples: {
      wrong: `cluster prod distributed <
  milvus 2.6.15;
  storage rustfs, etcd;
  target helm { release prod }
>
`,
      right: `cluster prod distributed <
  milvus 2.6.15;
  storage minio, etcd;
  target helm { release prod }
>
`,
    },
  },
});
