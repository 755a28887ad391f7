/** What can be wrong with the words of a program: names, types, references. Laws over the IR are rules. */
import { defineCodes, message } from "../diagnostics/define.ts";

export const resolveCodes = defineCodes({
  "known-statements": {
    severity: "error",
    summary: "every statement and setting is one that the language has there",
    background: "A word that nobody knows would be a wish that nobody fulfils.",
    messages: {
      statement: message`there is no statement "${"name"}"`,
      setting: message`"${"owner"}" has no setting "${"name"}"`,
      block: message`"${"owner"}" takes no block`,
      target: message`there is no target "${"name"}"`,
      section: message`keys are written in one piece, as in "${"example"}"`,
      replicas: message`the number of replicas stands behind the name, as in "${"example"}"`,
    },
    examples: {
      wrong: "cluster a distributed < milvus 2.6.15; queryonde x2 >",
      right: "cluster a distributed < milvus 2.6.15; querynode x2 >",
    },
  },
  "complete-statements": {
    severity: "error",
    summary: "a statement has the arguments that it takes, no less and no more",
    background:
      "What is missing cannot be guessed, and what is too much would be dropped in silence.",
    messages: {
      missing: message`"${"name"}" takes ${"forms"}`,
      surplus: message`"${"found"}" is too much here: "${"name"}" takes ${"forms"}`,
      word: message`"${"found"}" is not one of ${"words"}`,
      comma: message`a "," is missing before "${"found"}"`,
      list: message`"${"name"}" stands once: a "," has no meaning here`,
      setting: message`"${"name"}" needs the setting "${"setting"}"`,
      members: message`"members" is missing before what is on this "${"name"}"`,
      products: message`"${"name"}" lists its products without "{" and "}"`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; environment >",
      right: "cluster a standalone < milvus 2.6.15; environment test >",
    },
  },
  "typed-values": {
    severity: "error",
    summary: "every value has the form that its place asks for",
    background:
      "Quantities are those of Kubernetes, durations those of Go; a slip of one letter is a factor of a billion.",
    messages: {
      wrong: message`"${"found"}" is not ${"expected"}`,
      count: message`the number of replicas is written x${"count"}`,
      members: message`the number of members is written "${"example"}"`,
      unit: message`"${"found"}" means thousandths of a byte; mebibytes are "${"meant"}"`,
      bytes: message`"${"found"}" means bytes; gibibytes are "${"meant"}"`,
      inside: message`only the port outside is written, not the one inside as in "${"found"}"`,
      range: message`the request in "${"found"}" is larger than the limit`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; standalone { memory 4096m } >",
      right: "cluster a standalone < milvus 2.6.15; standalone { memory 4096Mi } >",
    },
  },
  "valid-names": {
    severity: "error",
    summary: "names are lower-case letters, digits and `-`, from a letter, at most 40 characters",
    why: "They become host names and names of objects.",
    messages: {
      upper: message`"${"found"}" is not lower-case`,
      form: message`"${"found"}" is no name: ${"why"}`,
    },
    examples: {
      wrong: "cluster Prod standalone < milvus 2.6.15 >",
      right: "cluster prod standalone < milvus 2.6.15 >",
    },
  },
  "exact-milvus-version": {
    severity: "error",
    summary: "the Milvus version is a released X.Y.Z of a line that the catalogue knows",
    background:
      "Roles, queues, keys and defaults differ from line to line, so another Milvus is another cluster.",
    help: "Write the three numbers of a release, e.g. `milvus 2.6.15`.",
    messages: {
      prefix: message`the version is written without "v"`,
      short: message`"${"found"}" is a line, not a version`,
      floating: message`"${"found"}" names another Milvus tomorrow`,
      prerelease: message`"${"found"}" is a pre-release`,
      image: message`"${"found"}" is the tag of an image: the image follows from the version`,
      form: message`"${"found"}" is no version`,
      line: message`the catalogue does not know Milvus ${"line"}; it knows ${"known"}`,
    },
    examples: {
      wrong: "cluster a standalone < milvus v2.6.15 >",
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "unique-clusters": {
    severity: "error",
    summary: "a cluster's name exists once in a file and all that it imports",
    background: "`extends` and the names of volumes and objects are by the cluster's name.",
    messages: {
      twice: message`there are two clusters named "${"name"}"`,
      imported: message`a cluster named "${"name"}" exists already`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15 >\ncluster a standalone < milvus 2.6.14 >",
      right: "cluster a standalone < milvus 2.6.15 >\ncluster b standalone < milvus 2.6.14 >",
    },
  },
  "unique-statements": {
    severity: "error",
    summary: "a statement that holds one thing stands once in a body",
    background:
      "Which of the two is meant? A child may replace what its parent says, one body may not.",
    messages: {
      twice: message`"${"name"}" is written twice`,
      kind: message`a cluster has one ${"kind"}; here are ${"first"} and ${"second"}`,
      endpoint: message`"${"name"}" is exposed twice`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; milvus 2.5.27 >",
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "known-parents": {
    severity: "error",
    summary: "`extends` names a cluster that exists and does not lead back",
    background:
      "A cluster is what its parent says and what it says itself; without the parent half is missing.",
    messages: {
      unknown: message`there is no cluster "${"name"}"`,
      cycle: message`cluster "${"name"}" extends itself: ${"path"}`,
    },
    examples: {
      wrong: "cluster a standalone extends b < milvus 2.6.15 >",
      right: "cluster b < milvus 2.6.15 >\ncluster a standalone extends b < >",
    },
  },
  "found-imports": {
    severity: "error",
    summary: "an imported file exists, lies inside the root and does not lead back",
    background:
      "A program from elsewhere may not read files of the machine that checks it: --root widens.",
    messages: {
      missing: message`${"file"} cannot be read: ${"problem"}`,
      outside: message`${"file"} lies outside ${"root"}`,
      cycle: message`${"file"} imports itself: ${"path"}`,
      broken: message`the imported file has errors`,
    },
    examples: {
      wrong: 'import "nowhere.mvs"\ncluster a standalone < milvus 2.6.15 >',
      right: "cluster a standalone < milvus 2.6.15 >",
    },
  },
  "known-products": {
    severity: "error",
    summary: "`storage` and `external` name products of the catalogue",
    background:
      "Only of a product in the catalogue is it known how it starts, and what Milvus needs of it.",
    messages: {
      unknown: message`there is no product "${"name"}" for "${"statement"}"`,
      external: message`"${"name"}" cannot be deployed; "external ${"name"}" wires one that exists`,
      inside: message`"${"name"}" runs inside Milvus and has no members`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; storage ectd >",
      right: "cluster a standalone < milvus 2.6.15; storage etcd >",
    },
  },
  "known-components": {
    severity: "error",
    summary: "`members`, `expose`, `allow` and target blocks name components of the cluster",
    background: "A network or a port for what does not exist would be dropped in silence.",
    messages: {
      unknown: message`this cluster has no component "${"name"}"`,
      endpoint: message`"${"component"}" has no endpoint "${"name"}"; it has ${"known"}`,
      none: message`"${"component"}" has no endpoint to expose`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; expose minio.consol 9001 >",
      right: "cluster a standalone < milvus 2.6.15; expose minio.console 127.0.0.1:9001 >",
    },
  },
  "known-modes": {
    severity: "error",
    summary: "at least one cluster has a mode, and statements fit the mode",
    background:
      "A standalone has all roles in one process; a distributed cluster has a process for each.",
    messages: {
      template: message`"${"name"}" has no mode: it is a template and is not built`,
      standalone: message`"${"name"}" exists only in a distributed cluster`,
      distributed: message`"standalone" exists only in a standalone cluster`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; querynode x2 >",
      right: "cluster a distributed < milvus 2.6.15; querynode x2 >",
    },
  },
  "known-configuration": {
    severity: "error",
    summary: "`config` sets keys that this Milvus reads, with values of their type",
    background:
      "Milvus ignores keys that it does not know and values that it cannot read, and says nothing.",
    messages: {
      key: message`Milvus ${"line"} has no configuration key "${"key"}"`,
      type: message`"${"key"}" takes ${"expected"}, not "${"found"}"`,
      early: message`"${"key"}" holds a map, and Milvus ${"version"} reads only variables`,
      map: message`"${"key"}" holds a map, which only "config file" can give`,
      decided: message`"${"key"}" is ${"decided"} by "${"statement"}", here it is ${"written"}`,
      file: message`${"file"} is no Milvus configuration: ${"problem"}`,
    },
    examples: {
      wrong: "cluster a standalone < milvus 2.6.15; config { proxy.prot 19530 } >",
      right: "cluster a standalone < milvus 2.6.15; config { proxy.maxNameLength 128 } >",
    },
  },
  "known-codes": {
    severity: "error",
    summary: "`allow` names a code that exists",
    background: "A misspelt code silences nothing, and the warning comes as a surprise.",
    messages: { unknown: message`there is no diagnostic "${"code"}"` },
    examples: {
      wrong: 'cluster a standalone < allow pinned-version "a trial"; milvus 2.6.15 >',
      right: 'cluster a standalone < allow pinned-milvus-version "a trial" >',
    },
  },
});
