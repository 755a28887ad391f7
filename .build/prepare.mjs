/**
 * What npm runs in a clone, before it packs it: the bundle, and first what the bundle is made with.
 *
 * `npm install --global git+…`, which is also how pre-commit installs, hands `global` down to the install in the clone,
 * and that one then leaves the development dependencies out.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

if (!existsSync("node_modules/esbuild")) {
  // Without scripts: this is one of them.
  const words = ["ci", "--global=false", "--include=dev", "--ignore-scripts", "--no-audit"];
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error("run `npm ci` first, or this by `npm run prepare`");
  const { status } = spawnSync(process.execPath, [npm, ...words], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
await import("./bundle.mjs");
