/** From the words of a command line to an exit code; the last net under every exception. */
import { type Host, HostError } from "../host/host.ts";
import { createCall, notOneOf, parseArguments } from "./arguments.ts";
import { type Command, exitCodes, UsageError } from "./command.ts";
import { commands } from "./commands/index.ts";
import { toolVersion } from "./version.ts";

export async function run(words: readonly string[], host: Host): Promise<number> {
  try {
    return await dispatch(words, host);
  } catch (error) {
    if (error instanceof UsageError) {
      const help = error.help === undefined ? "" : `\n${error.help}`;
      host.writeError(`milvusc: ${error.message}${help}\n`);
      return exitCodes.usage;
    }
    if (error instanceof HostError) {
      host.writeError(`milvusc: ${error.message}\n`);
      return exitCodes.errors;
    }
    reportBug(error, host);
    return exitCodes.bug;
  }
}

async function dispatch(words: readonly string[], host: Host): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || first === "--help" || first === "-h" || first === "help")
    return await help(first, rest, host);
  if (first === "--version") {
    host.writeOutput(`${toolVersion}\n`);
    return exitCodes.fine;
  }
  const command = await findCommand(first);
  const parsed = parseArguments(command, rest);
  if (parsed.wantsHelp) return await help("help", [command.name], host);
  return await command.run(createCall(host, parsed));
}

/** Without a command it is a wrong command line that is answered with everything there is. */
async function help(
  word: string | undefined,
  [name]: readonly string[],
  host: Host,
): Promise<number> {
  const { commandHelp, overview } = await import("./help.ts");
  const text =
    name === undefined
      ? overview(await Promise.all(Object.values(commands).map((load) => load())))
      : commandHelp(await findCommand(name));
  if (word === undefined) host.writeError(text);
  else host.writeOutput(text);
  return word === undefined ? exitCodes.usage : exitCodes.fine;
}

async function findCommand(name: string): Promise<Command> {
  if (Object.hasOwn(commands, name)) return await commands[name as keyof typeof commands]();
  if (name.startsWith("-"))
    throw new UsageError(`there is no option ${name}`, "`milvusc --help` lists the commands.");
  throw notOneOf("command", name, Object.keys(commands));
}

function reportBug(error: unknown, host: Host): void {
  const text = error instanceof Error ? error.message : String(error);
  const what = text.replace(/^this is a bug in milvusc: /, "");
  const lines = [
    `milvusc: this is a bug in milvusc ${toolVersion}: ${what}`,
    "Please report it where you got milvusc from, with the command line and the file.",
  ];
  if (host.variable("MILVUSC_DEBUG") && error instanceof Error) lines.push(error.stack ?? "");
  else lines.push("MILVUSC_DEBUG=1 shows where it happened.");
  host.writeError(lines.map((line) => `${line}\n`).join(""));
}
