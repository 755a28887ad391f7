/** Docker Compose: one file that stands alone, and an example of the variables that it asks for. */
import type { Artifact } from "../../src/emit/artifact.ts";
import { defineTarget, type TargetInput } from "../../src/emit/target.ts";
import { renderTemplate } from "../../src/emit/template.ts";
import { composeFile } from "./compose-file.ts";
import { composeHeader, exampleHeader } from "./header.ts";
import { layOut } from "./layout.ts";
import type { UserVariable } from "./secret.ts";
import { summary } from "./summary.ts";
import { judge } from "./support.ts";
import exampleTemplate from "./templates/env.example.ejs?raw";

export const compose = defineTarget({
  ...summary,
  supports: (input) => judge(input, layOut(input.deployment, summary.name)),
  emit: (input) => {
    const layout = layOut(input.deployment, summary.name);
    const content = composeFile(layout);
    const main: Artifact = {
      kind: "yaml",
      path: "compose.yaml",
      header: composeHeader(input, layout, content),
      documents: [content],
    };
    return [main, ...example(input, layout.secretVariables.used)];
  },
});

/** Only where the file cannot be used without it. */
function example(input: TargetInput, used: readonly UserVariable[]): Artifact[] {
  const required = used.filter(({ fallback }) => fallback === undefined);
  const optional = used.filter(({ fallback }) => fallback !== undefined);
  if (required.length === 0) return [];
  const text = renderTemplate(exampleTemplate, { required, optional }, oneLine);
  return [
    {
      kind: "text",
      path: ".env.example",
      header: exampleHeader(input),
      comment: "#",
      text: `${text.trimEnd()}\n`,
    },
  ];
}

/** Everything written here is a comment or a name: it must only stay on its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
