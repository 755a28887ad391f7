/** `milvusc completion`: scripts for shells, made of the command objects. */
import { targetEntries } from "../../../targets/index.ts";
import { notOneOf } from "../arguments.ts";
import { knownCodes } from "../codes.ts";
import { type Call, defineCommand, exitCodes, type Offer } from "../command.ts";
import { type Completions, shells } from "../completions.ts";
import { commands } from "./index.ts";

const names = Object.keys(shells);

export const completion = defineCommand({
  name: "completion",
  summary: "prints a completion script for bash, zsh or fish",
  usage: ["bash", "zsh", "fish"],
  about: ["The script knows commands, options, targets, environments and codes."],
  operands: { least: 1, most: 1, offer: names, what: "the shell" },
  options: [],
  examples: [
    { line: "source <(milvusc completion bash)", does: "bash, for this session" },
    { line: "milvusc completion zsh > ~/.zfunc/_milvusc", does: "zsh" },
    {
      line: "milvusc completion fish > ~/.config/fish/completions/milvusc.fish",
      does: "fish",
    },
  ],
  run: printScript,
});

async function printScript({ host, operands: [shell = ""] }: Call): Promise<number> {
  if (!Object.hasOwn(shells, shell)) throw notOneOf("shell", shell, names);
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const words = (offer: Offer | undefined): readonly string[] | "files" | "folders" => {
    if (offer === undefined || offer === "clusters") return [];
    if (offer === "targets") return targetEntries.map(({ name }) => name);
    if (offer === "codes") return knownCodes();
    return offer === "commands" ? Object.keys(commands) : offer;
  };
  const completions: Completions = {
    commands: all.map(({ name, summary, options, operands }) => ({
      name,
      summary,
      operands: words(operands.offer),
      options: [...options, { name: "help", summary: "help for this command" }].map((option) => ({
        name: option.name,
        summary: option.summary,
        takesValue: "value" in option && option.value !== undefined,
        values: words("offer" in option ? option.offer : undefined),
      })),
    })),
  };
  host.writeOutput(shells[shell as keyof typeof shells](completions));
  return exitCodes.fine;
}
