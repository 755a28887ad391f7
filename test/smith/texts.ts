/** Texts for places that take any: harmless ones, and those on which formats stumble. */
import fc from "fast-check";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are what is tried
const hostileTexts = [
  ...["'", '"', "it's", '"quoted"', "\\", "\\n", "a\\", '\\"', "`id`", "''", '""'],
  ...["$", "$$", "$$$", "$X", "${X}", "${X:-y}", "${X:?no}", "$(id)", "${", "$}", "${{ x }}"],
  ...["#", "a #b", "#a", ": ", "a: b", "a:", ":", "- a", "-", "---", "...", "? a", "?"],
  ...["{{ .Values.a }}", "{{", "}}", "{", "}", "[a, b]", "[", "]", "{a: b}", ",", "<%= 1 %>", "%>"],
  ...["on", "off", "yes", "no", "y", "n", "true", "False", "NULL", "null", "~", "=", "<<"],
  ...["1e3", "0o7", "0123", "0x1f", "22:22", "12:30:45", "1_000", "1.20", ".5", "+1", "-1", ".inf"],
  ...[".nan", "2024-01-01", "1", "007", "1.", "0b1", "1e", "190:20:30"],
  ...["%", "%YAML 1.2", "*", "*a", "&", "&a", "!", "!!str a", "!a", "|", ">", "|-", "@", "`"],
  ...[" a", "a ", " ", "\t", "\ta", "a\tb", "  a  b  "],
  ...["größe", "日本語", "\u{1F600}", "שלום", "\u202Eabc", "e\u0301", "\u00A0", "\u2028", "\uFEFF"],
  ...[
    "\u0085",
    "\uFFFE",
    "\u200D",
    "x".repeat(300),
    "a/b\\c",
    "/",
    "//",
    "/*",
    "*/",
    "a;b",
    "<",
    ">",
  ],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are what is tried

/** Control characters are refused by the language, and half a character has no UTF-8. */
const unheard = /(?!\t)\p{Cc}|\p{Surrogate}/gu;

const anyText = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((raw) => raw.replace(unheard, "_"));

/** Never empty. */
export const hostileText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
    fc
      .array(fc.constantFrom(...hostileTexts), { minLength: 2, maxLength: 3 })
      .map((all) => all.join("")),
    anyText,
  )
  .filter((text) => text !== "");

/** What people write into such places. */
export const plainText: fc.Arbitrary<string> = fc.constantFrom(
  "a trial",
  "200",
  "http://proxy.example.com:3128",
  "eu-central-1",
  "it's #1: 100 %",
  "$HOME/data",
);
