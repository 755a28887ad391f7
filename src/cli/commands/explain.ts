/** `milvusc explain`: what a code means, and where a value comes from. */
import { notOneOf } from "../arguments.ts";
import { allCodes } from "../codes.ts";
import { type Call, defineCommand, exitCodes, UsageError } from "../command.ts";
import { createResolver } from "../compiler.ts";
import { codeList, codeText } from "../explain-code.ts";
import { explainValue } from "../explain-value.ts";
import { hasErrors, report, styleOf } from "../report.ts";
import { Sources } from "../sources.ts";

export const explain = defineCommand({
  name: "explain",
  summary: "says what a code means, or where a value comes from",
  usage: [
    "",
    "CODE",
    "FILE CLUSTER.COMPONENT.SETTING",
    "FILE CLUSTER.config.KEY",
    "FILE CLUSTER.SETTING",
  ],
  about: [
    "Without arguments it lists all codes. With a file and a path it says what the value " +
      "is, and whether it was written, is a default (with its source) or follows from other " +
      "values.",
    "Settings of a component: replicas (or members), cpu, memory, disk, gpu, image, " +
      "spread, alias, variables, healthcheck, logging, ports, restart. Of a cluster: mode, " +
      "milvus, environment, storage, expose, network, authorization, tls, registry, host, " +
      "workload, config. A path that ends early lists what is below it.",
  ],
  operands: { least: 0, most: 2, offer: "codes", what: "CODE" },
  options: [
    {
      name: "root",
      value: "DIR",
      offer: "folders",
      summary: "imports may not leave this folder (the current one, or the file's own)",
    },
  ],
  examples: [
    { line: "milvusc explain", does: "all codes" },
    { line: "milvusc explain unique-host-ports", does: "one code, with an example and its fix" },
    {
      line: "milvusc explain cluster.mvs prod.querynode.memory",
      does: "why does a query node have this much memory?",
    },
    { line: "milvusc explain cluster.mvs prod.querynode", does: "everything about a component" },
  ],
  run: explainThing,
});

async function explainThing(call: Call): Promise<number> {
  const { host } = call;
  const [first, path] = call.operands;
  if (first === undefined) {
    host.writeOutput(codeList(allCodes()));
    return exitCodes.fine;
  }
  if (path !== undefined) return await explainPath(call, first, path);
  const codes = allCodes();
  const code = codes.find((one) => one.code === first);
  if (code === undefined) {
    if (host.kindBehind(first) === "file" || first === "-")
      throw new UsageError(
        "a path is missing",
        `Use \`milvusc explain ${first} CLUSTER.COMPONENT.SETTING\`.`,
      );
    throw notOneOf(
      "code",
      first,
      codes.map((one) => one.code),
    );
  }
  host.writeOutput(codeText(code));
  return exitCodes.fine;
}

async function explainPath(call: Call, file: string, path: string): Promise<number> {
  const { host } = call;
  const sources = new Sources(host, call.value("root"));
  const files = sources.open([file]);
  const resolve = await createResolver(sources, files);
  const { resolved, diagnostics } = resolve(files);
  const errors = [...sources.diagnostics, ...diagnostics].filter(
    ({ severity }) => severity === "error",
  );
  await report(host, errors);
  if (resolved.length === 0 && hasErrors(errors)) return exitCodes.errors;
  // A file with mistakes still has values.
  host.writeOutput(explainValue(resolved, path, styleOf(host, host.output)));
  return hasErrors(errors) ? exitCodes.errors : exitCodes.fine;
}
