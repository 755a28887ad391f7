/** What Compose cannot say, and what the program meant that is lost or done differently. */
import { defineCodes, message } from "../../src/diagnostics/define.ts";

export const composeCodes = defineCodes({
  "supported-by-compose": {
    severity: "error",
    summary: "Compose can say what the program means",
    why: "Compose describes containers on one machine; what it has no words for would be lost in silence.",
    source:
      "compose-spec/compose-spec; compose-go template/template.go; docker/compose pkg/compose/create.go (v5)",
    messages: {
      spread: message`Compose runs on one machine: ${"components"} cannot be spread`,
      cpu: message`Docker Compose does not reserve cpu: of ${"components"} only the limit holds`,
      disk: message`Docker's volumes have no size: ${"components"} may fill the disk`,
      opened: message`network ${"network"} cannot be internal: ${"component"} dials ${"external"}, which lies outside`,
      fallback: message`Compose cannot hold a brace or a line break in the default of ${"variable"}`,
      torn: message`${"component"} registers one address, but its peers are on different networks`,
      balancer: message`no image is given for the balancer that ${"component"} needs on its networks`,
      replicas: message`${"count"} replicas of ${"component"} cannot share one place for their data`,
    },
    examples: {
      wrong: `cluster prod distributed <
  milvus 2.6.15;
  querynode x2 { spread zone };
  target compose { project prod }
>
`,
      right: `cluster prod distributed <
  milvus 2.6.15;
  querynode x2;
  target compose { project prod }
>
`,
    },
  },
});
