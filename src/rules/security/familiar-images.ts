/** A written image holds the program for which commands and checks are made. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { imageName } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Names of images whose entry point, variables and tools milvusc knows. */
const names: Readonly<Record<string, readonly string[]>> = {
  etcd: ["etcd"],
  minio: ["minio"],
  silo: ["silo", "minio"],
  rustfs: ["rustfs"],
  pulsar: ["pulsar", "pulsar-all"],
  kafka: ["kafka", "kafka-native"],
  woodpecker: ["woodpecker"],
  attu: ["attu"],
};

export const familiarImages = defineRule({
  code: "familiar-images",
  pass: "security",
  severity: "warning",
  summary: "a written image is of the family for which the component is made",
  why:
    "Images of others take other variables and keep data in other folders: settings, and " +
    "data, go nowhere.",
  help: "Take the image that milvusc knows, or a mirror of it under the same name.",
  source: "apache/kafka docker/README.md; bitnami/containers#83267",
  messages: { other: message`"${"image"}" is not known to take the settings of ${"product"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage kafka { image " +
        '"mirror.example.com/apache/kafka:3.9.1" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; storage kafka { image " +
        '"confluentinc/cp-kafka:7.9.0" } >',
    ],
  },
  check({ deployment, written, report }) {
    const groups = new Set<string>();
    for (const { name, group, product, image } of deployment.components) {
      const known = names[product];
      if (known === undefined || known.includes(imageName(image)) || groups.has(group)) continue;
      groups.add(group);
      const at = `components/${name}/image`;
      const fixes = fixAt(written(at), "take the compiler's image", false, removed);
      report("other", { at, facts: { image, product }, fixes });
    }
  },
});
