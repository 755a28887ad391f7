/** What the objects say, by the program that they come from. */
import { describe, expect, test } from "vitest";
import {
  emit,
  find,
  manifests,
  parse,
  podOf,
  resolveText,
  storyDeployments,
  type Tree,
} from "./manifests.ts";

const production = `milvus 2.6.15; environment production;
  authorization on { root secret "root" }; tls server { certificate secret "tls" };`;
const large = resolveText(`cluster prod distributed < ${production}
  proxy x2; querynode x3 { disk 100Gi; spread zone }; streamingnode x2; datanode x2; mixcoord x2;
  storage pulsar(3), minio(4), etcd(3);
  config { quotaAndLimits.dml.enabled true };
  target k8s { namespace vectors; storage-class fast; place querynode { node-label "disk" "ssd"; tolerate "only" "milvus" };
    annotate proxy "example.com/team" "search" } >`);
const all = manifests(large);
const stories = storyDeployments().map(([name, one]) => [name, manifests(one)] as const);

describe("forms", () => {
  test("a stream has everything but the namespace, in an order that a cluster can take", () => {
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    expect(kinds).toEqual([
      "NetworkPolicy",
      "ServiceAccount",
      "ConfigMap",
      "Service",
      "StatefulSet",
      "Deployment",
      "Job",
      "PodDisruptionBudget",
    ]);
    expect(all.every(({ metadata }) => metadata.namespace === "vectors")).toBe(true);
  });
  test("a folder has one file for each object, and lists them", () => {
    const [main, ...files] = emit(large, "files");
    expect(main?.path).toBe("kustomization.yaml");
    expect(parse(main?.text ?? "")[0].resources).toEqual(files.map(({ path }) => path));
    expect(files[0]?.path).toBe("namespace-vectors.yaml");
    expect(files.flatMap(({ text }) => parse(text))).toHaveLength(all.length + 1);
    expect(parse(files[0]?.text ?? "")[0].metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });
  test("names are those of the components, and no two objects of a kind share one", () => {
    for (const [story, objects] of stories) {
      const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
      expect(new Set(names).size, story).toBe(names.length);
      for (const name of names) expect(name.split("/")[1]?.length).toBeLessThanOrEqual(63);
    }
  });
});

describe("pods", () => {
  test("never get a token, service links or a writable image", () => {
    for (const [, objects] of stories)
      for (const { spec } of objects.filter((each) => each.spec?.template)) {
        const pod = spec.template.spec;
        expect(pod).toMatchObject({
          automountServiceAccountToken: false,
          enableServiceLinks: false,
        });
        for (const container of [...(pod.initContainers ?? []), ...pod.containers])
          expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
      }
  });
  test("mount only what exists, and each path once", () => {
    for (const [, objects] of stories)
      for (const { spec } of objects.filter((each) => each.spec?.template)) {
        const pod = spec.template.spec;
        const names = [
          ...(pod.volumes ?? []).map(({ name }: Tree) => name),
          ...(spec.volumeClaimTemplates ?? []).map(({ metadata }: Tree) => metadata.name),
        ];
        expect(new Set(names).size).toBe(names.length);
        for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
          const mounts: Tree[] = container.volumeMounts ?? [];
          for (const { name } of mounts) expect(names).toContain(name);
          expect(new Set(mounts.map(({ mountPath }) => mountPath)).size).toBe(mounts.length);
        }
      }
  });
  test("wait for what they need, in an image that is there anyway", () => {
    const [wait] = podOf(all, "streamingnode").initContainers;
    expect(wait.image).toBe(podOf(all, "streamingnode").containers[0].image);
    expect(wait.args).toEqual(["etcd:2379", "minio:9000", "pulsar-broker:8080"]);
    const bookie = podOf(all, "pulsar-bookie").initContainers.map(({ name }: Tree) => name);
    expect(bookie).toEqual(["wait-for-pulsar-init", "copy-writable-2"]);
    expect(podOf(all, "etcd").initContainers).toBeUndefined();
  });
  test("roll when the configuration changes", () => {
    const hash = (value: boolean) => {
      const one = resolveText(
        `cluster a standalone < milvus 2.6.15; config { quotaAndLimits.dml.enabled ${value} } >`,
      );
      return find(manifests(one), "StatefulSet", "standalone").spec.template.metadata.annotations;
    };
    expect(hash(true)).not.toEqual(hash(false));
    expect(Object.keys(hash(true))).toEqual(["checksum/configuration"]);
  });
  test("are placed, spread and annotated as the program says", () => {
    const pod = podOf(all, "querynode");
    expect(pod.nodeSelector).toEqual({ disk: "ssd" });
    expect(pod.tolerations).toEqual([{ key: "only", operator: "Equal", value: "milvus" }]);
    expect(pod.topologySpreadConstraints[0]).toMatchObject({
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "DoNotSchedule",
    });
    expect(find(all, "Deployment", "proxy").spec.template.metadata.annotations).toMatchObject({
      "example.com/team": "search",
    });
    expect(podOf(all, "datanode").nodeSelector).toBeUndefined();
  });
  test("have the time to start that the program gives, and to leave", () => {
    const [milvus] = podOf(all, "proxy").containers;
    const { periodSeconds, failureThreshold } = milvus.startupProbe;
    expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(90);
    expect(milvus.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(podOf(all, "proxy").terminationGracePeriodSeconds).toBe(70);
    expect(podOf(all, "querynode").containers[0].lifecycle).toBeUndefined();
  });
  test("are never asked for their life what they are asked for readiness", () => {
    for (const [, objects] of stories)
      for (const { spec } of objects.filter((each) => each.kind !== "Job" && each.spec?.template)) {
        const [{ livenessProbe, readinessProbe }] = spec.template.spec.containers;
        const {
          periodSeconds: _a,
          timeoutSeconds: _b,
          failureThreshold: _c,
          ...alive
        } = livenessProbe;
        const {
          periodSeconds: _d,
          timeoutSeconds: _e,
          failureThreshold: _f,
          ...ready
        } = readinessProbe;
        expect(alive).not.toEqual(ready);
      }
  });
});

describe("members", () => {
  test("keep their data in claims of the storage class", () => {
    const [claim] = find(all, "StatefulSet", "etcd").spec.volumeClaimTemplates;
    expect(claim.spec.storageClassName).toBe("fast");
  });
  test("that find each other start together, and are found before they are ready", () => {
    expect(find(all, "StatefulSet", "etcd").spec.podManagementPolicy).toBe("Parallel");
    expect(find(all, "Service", "etcd-headless").spec).toMatchObject({
      clusterIP: "None",
      publishNotReadyAddresses: true,
    });
  });
  test("and replicas leave one at a time, and a single one does not keep its node", () => {
    const budgets = all.filter(({ kind }) => kind === "PodDisruptionBudget");
    expect(budgets.map(({ metadata }) => metadata.name)).toEqual(
      large.deployment.components.filter(({ count }) => count > 1).map(({ name }) => name),
    );
    for (const { spec } of budgets) expect(spec.maxUnavailable).toBe(1);
  });
  test("number themselves by their pods", () => {
    const one = resolveText(
      "cluster a distributed < milvus 2.6.15; storage kafka(3), minio, etcd >",
    );
    expect(find(manifests(one), "StatefulSet", "kafka").spec.ordinals).toEqual({ start: 1 });
  });
});

test("a disk of replicas is one of its own, and comes and goes with the pod", () => {
  const disk = podOf(all, "querynode").volumes.find(({ name }: Tree) => name === "data");
  expect(disk.ephemeral.volumeClaimTemplate.spec).toMatchObject({
    storageClassName: "fast",
    resources: { requests: { storage: "100Gi" } },
  });
});

describe("services", () => {
  const outside = (settings: string) =>
    manifests(
      resolveText(`cluster a distributed < milvus 2.6.15; expose client 8080;
        expose proxy.metrics 127.0.0.1:9091; attu; target k8s { ${settings} } >`),
    );
  test("the kind is that of clients only", () => {
    const service = find(outside("service load-balancer"), "Service", "proxy").spec;
    expect(service.type).toBe("LoadBalancer");
    expect(service.ports.map(({ port, targetPort }: Tree) => [port, targetPort])).toEqual([
      [8080, 19530],
      [19530, 19530],
    ]);
    const inside = find(outside("service load-balancer"), "Service", "proxy-inside").spec;
    expect(inside).toMatchObject({ type: "ClusterIP", ports: [{ port: 9091 }] });
  });
  test("a node port is the one that is written", () => {
    const { spec } = find(outside("service node-port 30530"), "Service", "proxy");
    expect(spec.ports[0]).toMatchObject({ nodePort: 30530, port: 8080 });
  });
  test("what finds itself by registration has none", () => {
    expect(
      all.some(({ kind, metadata }) => kind === "Service" && metadata.name === "querynode"),
    ).toBe(false);
  });
  test("an alias of all parts of a product leads to the one that others use", () => {
    const one = resolveText(
      `cluster a distributed < milvus 2.6.15; storage pulsar(3) { alias "queue" }, minio, etcd >`,
    );
    const named = one.deployment.components.filter(({ aliases }) => aliases.length > 0);
    expect(named.map(({ name }) => name)).toEqual(["pulsar-broker"]);
    const { spec } = find(manifests(one), "Service", "queue");
    expect(spec.selector["app.kubernetes.io/component"]).toBe("pulsar-broker");
  });
});

test("an Ingress speaks gRPC on one host and REST on another", () => {
  const objects = manifests(
    resolveText(`cluster a standalone < milvus 2.6.15; tls server { certificate secret "tls" };
      target k8s { ingress "m.example.com" { class nginx; tls secret "edge"; rest "r.example.com" } } >`),
  );
  const protocol = "nginx.ingress.kubernetes.io/backend-protocol";
  const [grpc, rest] = ["grpc", "rest"].map((name) =>
    find(objects, "Ingress", `standalone-${name}`),
  );
  expect(grpc.metadata.annotations[protocol]).toBe("GRPCS");
  expect(rest.metadata.annotations[protocol]).toBe("HTTP");
  const ports = find(objects, "Service", "standalone").spec.ports.map(({ port }: Tree) => port);
  for (const { spec } of [grpc, rest])
    expect(ports).toContain(spec.rules[0].http.paths[0].backend.service.port.number);
});

test("secrets are mentioned, never made", () => {
  const text = emit(large)[0]?.text ?? "";
  expect(all.some(({ kind }) => kind === "Secret")).toBe(false);
  expect(text).toContain("create secret generic prod-minio --from-literal=accesskey=");
  expect(text).toContain("create secret generic tls --from-file=tls.crt=tls.crt");
});
