/** Help texts from the commands themselves: usage, what it does, options, examples. */
import type { Command, Option } from "./command.ts";

export function commandHelp(command: Command): string {
  const sections = [
    `milvusc ${command.name}: ${command.summary}`,
    block(
      "Usage",
      command.usage.map((form) => `milvusc ${command.name} ${form}`.trimEnd()),
    ),
    ...command.about.map((paragraph) => wrap(paragraph, 80).join("\n")),
    block("Options", table([...command.options, help].map(optionRow))),
    block(
      "Examples",
      command.examples.flatMap(({ line, does }) => [`# ${does}`, line]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

export function overview(commands: readonly Command[]): string {
  const sections = [
    "milvusc compiles a small description of Milvus clusters (FILE.mvs) into deployment files.",
    block("Usage", ["milvusc COMMAND …", "milvusc COMMAND --help", "milvusc --version"]),
    block("Commands", table(commands.map(({ name, summary }) => [name, summary]))),
    block("First steps", [
      "milvusc init",
      "milvusc check cluster.mvs",
      "milvusc build cluster.mvs --target compose > compose.yaml",
      "docker compose up -d --wait",
    ]),
    wrap(
      "`-` is standard input. Exit codes: 0 fine, 1 errors in a file, 2 a wrong command line, " +
        "70 a bug in milvusc itself.",
      80,
    ).join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}

const help: Option = { name: "help", summary: "this text" };

function optionRow({ name, value, many, summary }: Option): [string, string] {
  const form = value === undefined ? `--${name}` : `--${name} ${value}`;
  return [many ? `${form} …` : form, summary];
}

function block(title: string, lines: readonly string[]): string {
  return `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2;
  return rows.flatMap(([first, second]) =>
    wrap(second, 86 - width).map(
      (line, index) => (index === 0 ? first.padEnd(width) : " ".repeat(width)) + line,
    ),
  );
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
