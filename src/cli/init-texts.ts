/**
 * What `milvusc init` writes: a program that compiles as it stands, with what one changes first in
 * comments.
 */

export const initTexts = {
  standalone: `// A Milvus in one process, with etcd and MinIO beside it.
// milvusc check cluster.mvs       finds mistakes
// milvusc build cluster.mvs --target compose > compose.yaml
cluster dev standalone <
  // The Milvus version; without it, another milvusc could mean another Milvus.
  milvus 2.6.15;

  // Applications dial this port.
  expose client 19530;

  // How much it may take: a request and a limit, or one value for both.
  standalone { cpu 4; memory 2Gi..8Gi };

  // The message queue is inside Milvus; etcd holds the metadata, MinIO the data.
  storage woodpecker, etcd, minio;

  // Keeps the logs of every container small.
  logging { max-size 100m; max-file 3 }

  // The web console:
  // attu;
  // expose attu 127.0.0.1:3000;

  // Logins:
  // authorization on { root env MILVUS_ROOT_PASSWORD };

  // Any key of milvus.yaml:
  // config { quotaAndLimits.dml.enabled true }
>
`,
  distributed: `// A Milvus of many processes, and a small one of the same version to try things on.
// milvusc check cluster.mvs       finds mistakes
// milvusc graph cluster.mvs       shows who needs whom
// milvusc build cluster.mvs --target compose --out deploy

// No mode: a template that the others extend.
cluster base <
  milvus 2.6.15;
  logging { max-size 100m; max-file 3 }
>

cluster dev standalone extends base < >

cluster prod distributed extends base <
  // The rules are stricter: what is a warning in development may be an error here.
  environment production;

  // Roles with their replicas; a role that is not named has the default of this version.
  proxy x2 { cpu 2; memory 2Gi..4Gi };
  querynode x2 { cpu 8; memory 16Gi..32Gi };
  datanode x2 { cpu 2; memory 4Gi..8Gi };
  streamingnode x2 { cpu 2; memory 4Gi..8Gi };
  mixcoord { cpu 2; memory 2Gi..4Gi };

  // Dependencies with their members, each with a volume of its own; \`disk 500Gi\` says how large
  // (Docker's volumes have no size).
  storage woodpecker, etcd(3) { cpu 1; memory 2Gi }, minio(4) { cpu 2; memory 4Gi };

  // The password is yours to give, in .env.
  authorization on { root env MILVUS_ROOT_PASSWORD };

  // Applications dial this port; a balancer stands on it.
  expose client 19530
>
`,
} as const;
