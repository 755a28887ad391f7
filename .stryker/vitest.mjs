/**
 * Only the tests that run each law alone: those that run all laws would have to be run again for every change
 * of any of them.
 */
export const config = {
  test: { include: ["test/rules/{alone,offered,rendered,silent}.test.ts"], isolate: false },
};
// biome-ignore lint/style/noDefaultExport: the test runner takes no other
export default config;
