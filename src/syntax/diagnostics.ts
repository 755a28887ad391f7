/** What can be wrong with a text before anybody asks what it means. */
import { defineCodes, message } from "../diagnostics/define.ts";

const inQuotes =
  "Bare words are made of ASCII letters, digits, `.`, `_` and `-`; all else stands in quotes.";

export const syntaxCodes = defineCodes({
  "limited-size": {
    severity: "error",
    summary: "a file has at most 4 MiB, 500,000 tokens and a depth of 64",
    why: "A file beyond these limits is not a description that a person wrote.",
    help: "Split the file and use `import`.",
    messages: {
      bytes: message`this file has ${"count"} bytes, more than 4 MiB`,
      tokens: message`this file has ${"count"} tokens, more than 500,000`,
      depth: message`blocks are nested deeper than 64`,
    },
    examples: {
      wrong: `cluster a standalone < ${"a { ".repeat(64)}${"} ".repeat(64)}>`,
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "closed-brackets": {
    severity: "error",
    summary: "every `<`, `{` and comment is closed, and only once",
    background:
      "What is not closed takes what follows into itself, and nothing means what it says.",
    messages: {
      body: message`the body of this cluster is not closed`,
      block: message`this block is not closed`,
      comment: message`this comment is not closed`,
      surplus: message`nothing is open here that ${"found"} could close`,
      parenthesis: message`this parenthesis is not closed`,
      wrong: message`a cluster's body ends with ">", not with "${"found"}"`,
      wrongBlock: message`a block ends with "}", not with ">"`,
      nested: message`"<" opens a cluster's body and stands nowhere else`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; attu",
      right: "cluster a standalone < milvus 2.6.15; attu >",
    },
  },
  "angle-body": {
    severity: "error",
    summary: "a cluster's body stands in `< >`",
    background: "A program shows at a glance where clusters start and where settings do.",
    help: "Braces hold the settings of one statement; the body of a cluster stands in `< >`.",
    messages: {
      braces: message`a cluster's body stands in < >, not in { }`,
      missing: message`this cluster has no body`,
    },
    examples: {
      wrong: "cluster a standalone { milvus 2.6.15; attu }",
      right: "cluster a standalone < milvus 2.6.15; attu >",
    },
  },
  "top-level-declarations": {
    severity: "error",
    summary: "at the top of a file stand only imports and clusters",
    background: "A statement outside of all clusters would belong to none of them.",
    messages: {
      stray: message`expected "cluster" or "import", found ${"found"}`,
      misspelt: message`"${"found"}" is not a declaration; "${"name"}" is`,
      semicolon: message`the top level takes no ";"`,
      import: message`"import" takes the name of a file`,
      inside: message`"import" stands at the top of a file, not in a cluster`,
    },
    examples: {
      wrong: "clustr a standalone < milvus 2.6.15 >",
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "known-head": {
    severity: "error",
    summary: "a cluster's head is `cluster NAME [standalone, distributed] [extends NAME]`",
    background: "The name says where data lies, and the mode which components there are.",
    help: "Write the name, then the mode where it has one, then `extends` and the parent's name.",
    messages: {
      name: message`this cluster has no name`,
      word: message`"${"found"}" does not belong into the head of a cluster`,
      misspelt: message`"${"found"}" is neither a mode nor "extends"; "${"name"}" is`,
      parent: message`"extends" takes the name of a cluster`,
      order: message`the mode stands before "extends"`,
      mode: message`this cluster has no name before its mode "${"mode"}"`,
    },
    examples: {
      wrong: "cluster a standalon < milvus 2.6.15 >",
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "separated-statements": {
    severity: "error",
    summary: "statements and settings are separated by one `;`",
    background: "Line breaks mean nothing, so only a `;` says where a statement ends.",
    messages: {
      missing: message`a ";" is missing before ${"found"}`,
      comma: message`"," separates values; before "${"found"}" stands a ";"`,
      surplus: message`this ";" separates nothing`,
    },
    examples: {
      wrong: "cluster a distributed < milvus 2.6.15; proxy x2 { cpu 1 } querynode x2 >",
      right: "cluster a distributed < milvus 2.6.15; proxy x2 { cpu 1 }; querynode x2 >",
    },
  },
  "plain-names": {
    severity: "error",
    summary: "a name and its value stand side by side, without `:` or `=`",
    background:
      "One form for all settings; other languages' signs are taken for slips, and mended.",
    messages: { sign: message`"${"name"}" and its value stand side by side, without "${"sign"}"` },
    examples: {
      wrong: "cluster a standalone < milvus: 2.6.15 >",
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "quoted-text": {
    severity: "error",
    summary: "text that is not a bare word stands in double quotes on one line",
    background:
      "A bare word has no spaces or signs, so that a program can be read without rules of escaping.",
    help: inQuotes,
    messages: {
      bare: message`${"found"} stands in double quotes`,
      single: message`text stands in double quotes, not in single ones`,
      curly: message`text stands in straight double quotes`,
      variable: message`a value from the environment is written "env ${"name"}"`,
      open: message`this text is not closed on its line`,
      escape: message`"\\${"found"}" is no escape; only \\" and \\\\ are`,
      localhost: message`"localhost" is not an address`,
      reserved: message`"${"found"}" is reserved and stands in quotes here`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; registry 'mirror' >",
      right: 'cluster a standalone < milvus 2.6.15; registry "mirror" >',
    },
  },
  "slash-comments": {
    severity: "error",
    summary: "comments are `// …` and `/* … */`",
    background: "A `#` is a sign of texts, such as passwords, and no comment.",
    messages: { hash: message`a comment starts with "//", not with "#"` },
    examples: {
      wrong: "cluster a standalone <\n  milvus 2.6.15 # the newest\n>",
      right: "cluster a standalone <\n  milvus 2.6.15 // the newest\n>",
    },
  },
  "ordered-punctuation": {
    severity: "error",
    summary: "commas, parentheses and blocks stand where a value is before or after them",
    background: "A sign that separates nothing is what is left of a lost word.",
    messages: {
      comma: message`this "," separates nothing`,
      list: message`a list stands without "[" and "]"`,
      members: message`the number of members stands right behind a name, as in "minio(4)"`,
      block: message`a block follows a name; here is none`,
      second: message`a statement has one block`,
      unexpected: message`${"found"} is not expected here`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; storage etcd,, minio >",
      right: "cluster a standalone < milvus 2.6.15; storage etcd, minio >",
    },
  },
});
