/** Production programs for those who ask much of manifests: all of the stories, and shapes that no story has. */
import type { Resolved } from "../../../src/model/resolved.ts";
import { resolveText, storyDeployments } from "./manifests.ts";

const programs: readonly (readonly [string, string])[] = [
  [
    "everything beside Milvus",
    `cluster a distributed <
  milvus 2.6.15; environment production;
  proxy x2; mixcoord x2; querynode x3 { spread host }; streamingnode x2; datanode x2;
  storage kafka(3), minio(4), etcd(3); attu;
  authorization on { root secret "root" }; tls server { certificate secret "tls" };
  target k8s { service load-balancer;
    ingress "milvus.example.com" { class nginx; tls secret "edge"; rest "rest.example.com" } }
>`,
  ],
  [
    "separate coordinators, Pulsar",
    `cluster b distributed < milvus 2.2.16; environment production; proxy x2;
  storage pulsar(3), minio(4), etcd(3) >`,
  ],
  [
    "log servers",
    `cluster c distributed < milvus 3.0.0; environment production; proxy x2; attu;
  storage woodpecker(4), minio(4), etcd(3); target k8s { service node-port 30530 } >`,
  ],
  [
    "RustFS",
    `cluster d distributed < milvus 2.6.15; environment production;
  storage woodpecker, rustfs(4), etcd(3) >`,
  ],
  [
    "one process",
    `cluster e standalone < milvus 2.6.15; environment production; storage woodpecker, silo, etcd >`,
  ],
];

export function productionDeployments(): readonly (readonly [string, Resolved])[] {
  return [
    ...storyDeployments().filter(([, { deployment }]) => deployment.environment === "production"),
    ...programs.map(([name, text]) => [name, resolveText(text)] as const),
  ];
}
