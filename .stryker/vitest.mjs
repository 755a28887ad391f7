/** Only what judges the laws by themselves: their own examples, and the places that they report. */
export const config = { test: { include: ["test/rules.test.ts", "test/rules-places.test.ts"] } };
// biome-ignore lint/style/noDefaultExport: the test runner takes no other
export default config;
