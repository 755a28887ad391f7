/** `milvusc build`: programs to deployment files. */
import { type Call, defineCommand, exitCodes, UsageError } from "../command.ts";
import {
  createResolver,
  environments,
  judge,
  judgingOf,
  loadTargets,
  namedTargets,
  targetList,
} from "../compiler.ts";
import { phases } from "../dump.ts";
import { hasErrors, report } from "../report.ts";
import { Sources } from "../sources.ts";

export const build = defineCommand({
  name: "build",
  summary: "emits deployment files",
  usage: [
    "FILE… --target NAME",
    "FILE… --target NAME… --out DIR",
    "FILE… --target NAME… --out DIR --check",
    "FILE… --emit PHASE",
  ],
  about: [
    "Without --out, one cluster and one target go to standard output, ready to pipe. With " +
      "it, files are written to DIR/[CLUSTER/][TARGET/], a level only when more than one of " +
      "it is built: all files or none.",
    "A file that milvusc did not write, or that a person edited, is not overwritten " +
      "without --force. Files of an earlier run that are no longer emitted are removed when " +
      "nobody edited them. A file .env is never touched; what it must hold is in " +
      ".env.example.",
  ],
  operands: { least: 1, most: Number.POSITIVE_INFINITY, offer: "files", what: "FILE" },
  options: [
    {
      name: "target",
      value: "NAME",
      many: true,
      offer: "targets",
      summary: "what to emit; without it the targets are listed",
    },
    { name: "cluster", value: "NAME", offer: "clusters", summary: "only this cluster" },
    { name: "out", value: "DIR", offer: "folders", summary: "write files into this folder" },
    {
      name: "check",
      summary: "with --out: write nothing, show how the files differ, exit with 1 if they do",
    },
    { name: "force", summary: "overwrite what was edited, or not written by milvusc" },
    {
      name: "emit",
      value: "PHASE",
      offer: phases,
      strict: true,
      summary: "print a phase of the compiler instead: tokens, cst, ast or ir",
    },
    {
      name: "as",
      value: "ENVIRONMENT",
      offer: environments,
      strict: true,
      summary: "judge as if this environment were written",
    },
    {
      name: "root",
      value: "DIR",
      offer: "folders",
      summary: "imports may not leave this folder (the current one, or the file's own)",
    },
  ],
  examples: [
    {
      line: "milvusc build cluster.mvs --target compose > compose.yaml",
      does: "one cluster as a Compose file",
    },
    {
      line: "milvusc build cluster.mvs --target k8s | kubectl apply -f -",
      does: "to Kubernetes; the output's head says what comes first",
    },
    {
      line: "milvusc build cluster.mvs --target compose --out deploy",
      does: "all clusters of a file, each in its folder",
    },
    {
      line: "milvusc build cluster.mvs --target compose --out deploy --check",
      does: "in CI: are the committed files what the source says?",
    },
    {
      line: "echo 'cluster dev standalone < >' | milvusc build - --target compose",
      does: "from standard input",
    },
  ],
  run: buildFiles,
});

async function buildFiles(call: Call): Promise<number> {
  const { host } = call;
  const targets = namedTargets(call);
  if (targets.length === 0 && !call.has("emit"))
    throw new UsageError("--target NAME is missing", `Targets:\n${targetList()}`);
  if (!call.has("out") && call.has("check"))
    throw new UsageError("--check compares with the files in a folder", "Add --out DIR.");
  const sources = new Sources(host, call.value("root"));
  const files = sources.open(call.operands);
  const phase = call.value("emit") as (typeof phases)[number] | undefined;
  if (phase !== undefined && phase !== "ir") {
    const { dumpSyntax } = await import("../dump.ts");
    const { parse } = await import("../../syntax/parse.ts");
    const diagnostics = [
      ...sources.diagnostics,
      ...files.flatMap((source) => parse(source).diagnostics),
    ];
    for (const source of files) host.writeOutput(dumpSyntax(source, phase));
    await report(host, diagnostics);
    return hasErrors(diagnostics) ? exitCodes.errors : exitCodes.fine;
  }
  const resolve = await createResolver(sources, files);
  const checked = await judge(resolve(files), judgingOf(call, false));
  const diagnostics = [...sources.diagnostics, ...checked.diagnostics];
  await report(host, diagnostics);
  if (hasErrors(diagnostics)) return exitCodes.errors;
  if (phase === "ir") {
    const { dumpIr } = await import("../dump.ts");
    host.writeOutput(dumpIr(checked.workspace));
    return exitCodes.fine;
  }
  const { emit } = await import("../emission.ts");
  return emit(call, checked.resolved, await loadTargets(targets));
}
