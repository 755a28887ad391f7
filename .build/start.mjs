/** Runs a program whose modules are functions in several texts: the same while it is built and when it is used. */

/**
 * @param {string} main the first module
 * @param {(name: string) => Function} find the function of a module
 * @param {(name: string) => unknown} builtin a module of Node
 */
export function start(main, find, builtin) {
  const loaded = new Map();
  const need = (name) => {
    if (name.startsWith("node:")) return builtin(name);
    let module = loaded.get(name);
    if (module === undefined) {
      module = { exports: {} };
      loaded.set(name, module);
      find(name)(need, module.exports, module);
    }
    return module.exports;
  };
  need(main);
}
