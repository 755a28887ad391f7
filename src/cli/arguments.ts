/**
 * Words of the command line to options and operands; what fits nowhere is an error with the nearest
 * name.
 */
import { suggest } from "../diagnostics/suggest.ts";
import type { Host } from "../host/host.ts";
import { type Call, type Command, type Option, UsageError } from "./command.ts";

export interface Parsed {
  readonly operands: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly wantsHelp: boolean;
}

export function parseArguments(command: Command, words: readonly string[]): Parsed {
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  let wantsHelp = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    if (word === "--") {
      operands.push(...words.slice(index + 1));
      break;
    }
    if (word === "-h" || word === "--help") wantsHelp = true;
    else if (word === "-" || !word.startsWith("-")) operands.push(word);
    else {
      const equals = word.indexOf("=");
      const option = findOption(command, equals === -1 ? word : word.slice(0, equals));
      const values = options.get(option.name) ?? [];
      options.set(option.name, values);
      if (option.value === undefined) {
        if (equals !== -1) throw new UsageError(`--${option.name} takes no value`);
        values.push("");
      } else if (equals !== -1) values.push(checked(option, word.slice(equals + 1)));
      else {
        index += 1;
        values.push(checked(option, words[index]));
      }
      if (values.length > 1 && option.value !== undefined && option.many !== true)
        throw new UsageError(`--${option.name} is given twice`);
    }
  }
  if (!wantsHelp) checkOperands(command, operands);
  return { operands, options, wantsHelp };
}

export function createCall(host: Host, { operands, options }: Parsed): Call {
  return {
    host,
    operands,
    has: (option) => options.has(option),
    value: (option) => options.get(option)?.at(-1),
    values: (option) => options.get(option) ?? [],
  };
}

/** `"biuld"` is not one of these; "build" is. */
export function notOneOf(what: string, word: string, names: readonly string[]): UsageError {
  const near = suggest(word, names);
  return new UsageError(
    `there is no ${what} "${word}"`,
    near === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${near.name}"?`,
  );
}

function findOption(command: Command, word: string): Option {
  const found = command.options.find(({ name }) => `--${name}` === word);
  if (found !== undefined) return found;
  const names = [...command.options.map(({ name }) => `--${name}`), "--help"];
  const near = suggest(word, names);
  throw new UsageError(
    `\`milvusc ${command.name}\` has no option ${word}`,
    near === undefined ? `It has: ${names.join(", ")}.` : `Did you mean ${near.name}?`,
  );
}

function checked(option: Option, value: string | undefined): string {
  if (value === undefined || value === "")
    throw new UsageError(`--${option.name} takes a value: --${option.name} ${option.value}`);
  if (option.strict && Array.isArray(option.offer) && !option.offer.includes(value))
    throw notOneOf(`--${option.name}`, value, option.offer as readonly string[]);
  return value;
}

function checkOperands({ name, operands, usage }: Command, given: readonly string[]): void {
  const form = `Use \`milvusc ${name} ${usage[0]}\`.`;
  if (given.length < operands.least) throw new UsageError(`${operands.what} is missing`, form);
  if (given.length > operands.most)
    throw new UsageError(`"${given[operands.most]}" is one argument too many`, form);
}
