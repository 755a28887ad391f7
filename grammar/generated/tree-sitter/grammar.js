// Derived from grammar/productions.ts and grammar/tokens.ts; `npm run grammar` writes it.
module.exports = grammar({
  name: "mvs",
  word: ($) => $.Word,
  extras: ($) => [/[\s\uFEFF]+/, $.LineComment, $.BlockComment],
  rules: {
    document: ($) => repeat(choice($.import, $.cluster)),
    import: ($) => seq("import", $.text),
    cluster: ($) => seq("cluster", repeat1($.text), "<", optional($.entries), ">"),
    entries: ($) => seq($.entry, repeat(seq(";", $.entry)), optional(";")),
    entry: ($) => seq($.text, optional($.items)),
    items: ($) => seq($.item, repeat(seq(",", $.item))),
    item: ($) => choice(seq(repeat1($.value), optional($.block)), $.block),
    value: ($) => seq($.text, optional($.members)),
    members: ($) => seq("(", $.Word, ")"),
    block: ($) => seq("{", optional($.entries), "}"),
    text: ($) => choice($.Word, $.Text),

    LineComment: () => token(/\/\/[^\r\n]*/),
    BlockComment: () => token(/\/\*[^*]*\*+([^/*][^*]*\*+)*\//),
    Text: () => token(/"([^"\\\r\n]|\\[^\r\n])*"/),
    Word: () => token(/(\[[0-9A-Fa-f:.]+\]:[0-9]+|([0-9]+\.){3}[0-9]+:[0-9]+|[A-Za-z0-9._-]+)/),
  },
});
