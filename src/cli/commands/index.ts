/** The registry of commands, in the order of the help; each is loaded when it is called. */

export const commands = {
  build: async () => (await import("./build.ts")).build,
  check: async () => (await import("./check.ts")).check,
  fmt: async () => (await import("./fmt.ts")).fmt,
  explain: async () => (await import("./explain.ts")).explain,
  graph: async () => (await import("./graph.ts")).graph,
  init: async () => (await import("./init.ts")).init,
  completion: async () => (await import("./completion.ts")).completion,
} as const;
