/**
 * Changes of chevrotain for its start, which is a tenth of what a check of a small file takes. None changes what it
 * does, and the build fails where a text is no longer what was replaced.
 */
import { readFileSync } from "node:fs";

const changes = [
  {
    // A table of all 65,536 characters, for lexers that look at first characters: ours of small files does not.
    file: /chevrotain\/lib\/src\/scan\/lexer\.js$/,
    replaced: [
      [/(function initCharCodeToOptimizedIndexMap\(\) \{)[\s\S]*?\n\}/, "$1\n}"],
      [": charCodeToOptimizedIdxMap[charCode]", ": 255 + ~~(charCode / 255)"],
    ],
  },
  {
    // V8 copies the shape of a prototype at each of 200 additions; not so after a deletion.
    file: /chevrotain\/lib\/src\/parse\/parser\/utils\/apply_mixins\.js$/,
    replaced: [
      [
        "baseCtors.forEach(",
        "const { prototype } = derivedCtor;\n" +
          'for (const name of ["a", "b"]) prototype[name] = 0;\n' +
          'for (const name of ["a", "b"]) delete prototype[name];\n' +
          "baseCtors.forEach(",
      ],
    ],
  },
  {
    // Taken as a prototype before the grammar is recorded, the parser is rebuilt by V8 at each of 90 deletions.
    file: /chevrotain\/lib\/src\/parse\/parser\/parser\.js$/,
    replaced: [
      ["toFastProperties(this);", ""],
      [/(this\.disableRecording\(\);\s*\})/, "$1\ntoFastProperties(this);"],
    ],
  },
];

export const quickStart = {
  name: "quick start of chevrotain",
  setup(build) {
    for (const { file, replaced } of changes) {
      build.onLoad({ filter: file }, ({ path }) => {
        let contents = readFileSync(path, "utf8");
        for (const [before, after] of replaced) {
          const changed = contents.replace(before, after);
          if (changed === contents) throw new Error(`${path}: there is no ${before} to replace`);
          contents = changed;
        }
        return { contents };
      });
    }
  },
};
