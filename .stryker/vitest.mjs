/**
 * Only the test that runs each law alone on its own examples: one that runs all laws would be asked about every change
 * of any of them.
 */
export const config = { test: { include: ["test/rules/rendered.test.ts"], isolate: false } };
// biome-ignore lint/style/noDefaultExport: the test runner takes no other
export default config;
