/** All dependencies and consoles that the language can name. */
import type { Product } from "./catalog.ts";
import { attu } from "./components/attu.ts";
import { azure } from "./components/azure.ts";
import { embeddedEtcd } from "./components/embedded-etcd.ts";
import { etcd } from "./components/etcd.ts";
import { gcs } from "./components/gcs.ts";
import { kafka } from "./components/kafka.ts";
import { local } from "./components/local.ts";
import { minio } from "./components/minio.ts";
import { natsmq } from "./components/natsmq.ts";
import { pulsar } from "./components/pulsar.ts";
import { rocksmq } from "./components/rocksmq.ts";
import { rustfs } from "./components/rustfs.ts";
import { s3 } from "./components/s3.ts";
import { silo } from "./components/silo.ts";
import { woodpecker } from "./components/woodpecker.ts";

export const products: readonly Product[] = [
  etcd,
  embeddedEtcd,
  minio,
  silo,
  rustfs,
  local,
  s3,
  gcs,
  azure,
  woodpecker,
  pulsar,
  kafka,
  rocksmq,
  natsmq,
  attu,
];
