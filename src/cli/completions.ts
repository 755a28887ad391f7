/** Completion scripts: one plain table of words for each shell's own way of asking. */

type Words = readonly string[] | "files" | "folders";

export interface Completions {
  readonly commands: readonly {
    readonly name: string;
    readonly summary: string;
    readonly operands: Words;
    readonly options: readonly {
      readonly name: string;
      readonly summary: string;
      readonly takesValue: boolean;
      readonly values: Words;
    }[];
  }[];
}

export const shells = { bash, zsh, fish } as const;

function bash({ commands }: Completions): string {
  const names = commands.map(({ name }) => name).join(" ");
  const cases = commands.map(({ name, operands, options }) => {
    const flags = options.map((option) => `--${option.name}`).join(" ");
    const values = options
      .filter(({ takesValue }) => takesValue)
      .map((option) => `        --${option.name}) ${bashReply(option.values)}; return ;;`);
    return [
      `    ${name})`,
      '      case "$previous" in',
      ...values,
      "      esac",
      `      if [[ $current == -* ]]; then ${bashReply(flags.split(" "))}; return; fi`,
      `      ${bashReply(operands)}`,
      "      ;;",
    ].join("\n");
  });
  return `# bash completion of milvusc
_milvusc() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
}
complete -o filenames -F _milvusc milvusc
`;
}

function bashReply(words: Words): string {
  if (words === "files") return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (words === "folders") return 'COMPREPLY=($(compgen -d -- "$current"))';
  return `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current"))`;
}

function zsh({ commands }: Completions): string {
  const names = commands.map(({ name, summary }) => `    ${single(`${name}:${summary}`)}`);
  const cases = commands.map(({ name, operands, options }) => {
    const specs = options.map((option) => {
      const value = option.takesValue ? `:value:${zshAction(option.values)}` : "";
      return single(`*--${option.name}[${option.summary.replace(/[[\]:\\]/g, "\\$&")}]${value}`);
    });
    const all = [...specs, single(`*:argument:${zshAction(operands)}`)];
    return `    ${name})\n      _arguments \\\n        ${all.join(" \\\n        ")} ;;`;
  });
  return `#compdef milvusc
_milvusc() {
  local -a names
  names=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _milvusc milvusc
`;
}

function zshAction(words: Words): string {
  if (words === "files") return "_files";
  if (words === "folders") return "_files -/";
  return `(${words.join(" ")})`;
}

function fish({ commands }: Completions): string {
  const lines = ["# fish completion of milvusc", "complete -c milvusc -f"];
  for (const { name, summary } of commands)
    lines.push(`complete -c milvusc -n __fish_use_subcommand -a ${name} -d ${fishText(summary)}`);
  for (const { name, operands, options } of commands) {
    const inside = `-n '__fish_seen_subcommand_from ${name}'`;
    if (operands === "files" || operands === "folders")
      lines.push(`complete -c milvusc ${inside} -F`);
    else if (operands.length > 0)
      lines.push(`complete -c milvusc ${inside} -a ${fishText(operands.join(" "))}`);
    for (const option of options) {
      const value = option.takesValue ? ` -r ${fishValues(option.values)}`.trimEnd() : "";
      const about = `-l ${option.name} -d ${fishText(option.summary)}`;
      lines.push(`complete -c milvusc ${inside} ${about}${value}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function fishValues(words: Words): string {
  if (words === "files" || words === "folders") return "-F";
  return words.length === 0 ? "" : `-a ${fishText(words.join(" "))}`;
}

function single(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Inside single quotes fish escapes with a backslash. */
function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
