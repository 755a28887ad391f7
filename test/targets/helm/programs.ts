/** Programs that go through every corner of the charts: all lines, queues, modes, externals, places and ways in. */

export const programs: Readonly<Record<string, string>> = {
  "queue of the line":
    "cluster prod distributed < querynode x2; proxy x2; storage pulsar, minio(4), etcd(3) >",
  "production with everything": `cluster eps distributed <
  milvus 2.6.15;
  environment production;
  mixcoord x2;
  proxy x3 { spread zone; cpu 1..2; memory 2Gi..4Gi };
  streamingnode x2;
  querynode x4 { cpu 4..8; memory 16Gi..32Gi; disk 200Gi; spread zone };
  storage pulsar(3) { spread host; disk 200Gi },
          minio(4) { credentials secret "m"; spread host },
          etcd(3) { spread zone };
  authorization on { root secret "r" };
  tls server { certificate secret "c" };
  attu;
  expose attu 127.0.0.1:3000;
  expose minio.console 127.0.0.1:9001;
  config { quotaAndLimits.dml.enabled true; common.security.superUsers "a", "b: #" };
  target helm {
    release my-release;
    namespace milvus-ns;
    service node-port 31000;
    storage-class ssd;
    place querynode { node-label "a/b" "c"; tolerate "gpu" };
    annotate streamingnode "x/y" "true";
    ingress "milvus.example.com" { class nginx; tls secret "t"; rest "rest.example.com" }
  }
>`,
  "everything elsewhere": `cluster zeta standalone <
  milvus 2.6.15;
  environment production;
  external etcd "10.0.0.1:2379";
  external s3 "minio.infra:9000" { bucket "bucket"; credentials secret "s" };
  external pulsar "pulsar+ssl://p.infra:6651";
  tls server { certificate secret "c" };
  authorization on { root secret "r" }
>`,
  "standalone with brokers":
    "cluster alpha standalone < milvus 2.6.15; storage kafka, minio, etcd >",
  "standalone without a disk":
    "cluster beta standalone < milvus 2.5.27; storage pulsar, minio, etcd; standalone { disk off } >",
  "all in one process":
    'cluster eta standalone < milvus 2.5.27; storage embedded-etcd, local, rocksmq; config { log.level "debug" } >',
  "another cloud": `cluster eta distributed <
  milvus 2.5.27;
  environment production;
  external azure "acct.blob.core.windows.net:443" { bucket "bucket"; credentials secret "s" };
  storage kafka(3), etcd(3);
  authorization on { root secret "r" }
>`,
  "separate coordinators, twice": `cluster gamma distributed <
  milvus 2.3.22;
  environment production;
  rootcoord x2;
  datacoord x2;
  querycoord x2;
  proxy x2;
  querynode x2 { spread host; cpu 1..2; memory 8Gi; disk 50Gi };
  storage kafka(3), minio(4) { credentials secret "m" }, etcd(3) { spread zone };
  authorization on;
  target k8s {
    storage-class fast;
    place querynode { node-label "a/b" "c"; tolerate "gpu" };
    annotate querynode "x/y" "true";
    service load-balancer;
    ingress "milvus.example.com" { class nginx; tls secret "t"; rest "rest.example.com" }
  }
>`,
  "the oldest line": "cluster delta distributed < milvus 2.2.16; storage kafka, minio, etcd >",
  "the oldest line alone":
    "cluster delta standalone < milvus 2.2.16; storage rocksmq, minio, etcd >",
  "settings as variables":
    "cluster theta distributed < milvus 2.4.0; storage pulsar(3), minio, etcd(3) >",
  "the log as a service":
    "cluster logs distributed < milvus 3.0.0; storage woodpecker(4), minio(4), etcd(3) >",
  "a log inside":
    "cluster rag distributed < milvus 2.6.15; storage woodpecker, minio(4), etcd(3); querynode x2 >",
};
