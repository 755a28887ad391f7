/** Types of imports that are no TypeScript: templates as text (vite and esbuild both take `?raw`), and ejs itself. */

declare module "*.ejs?raw" {
  const text: string;
  export = text;
}

declare module "ejs" {
  interface Options {
    readonly strict: boolean;
    readonly _with: boolean;
    readonly localsName: string;
    readonly compileDebug: boolean;
    readonly escape: (value: unknown) => string;
  }
  const ejs: { compile(template: string, options: Options): (view: object) => string };
  export = ejs;
}
