/** Programs whose texts are what YAML, shells and Compose like to misread, in every place that takes any text. */

/** YAML's words and signs, Compose's variables, templates, quotes, white space, other scripts. */
export const hostileTexts: readonly string[] = [
  ..."on off yes no y n true false null ~ Null NULL".split(" "),
  ..."1e3 0o7 0x1F 010 1_000 .5 +1 .inf .NaN 12:30:45 1:20 2001-01-01 = << -0".split(" "),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose's variables, not ours
  ..."$ $$ $$$ $A ${A} ${A:-b} ${A:?b} $${A} $(id) `id` %A% #A A#b".split(" "),
  ...'\' \'\' " "" \\ \\n \\" [a] {a} {{a}} {{.A}} <%=a%> &a *a !a |a >a @a %a ? - : , ,a :a a:'.split(
    " ",
  ),
  ..."é ☃ 😀 ‮ \u00a0 \u2028 \ufeff Ａ".split(" "),
  " a",
  "a ",
  "- a",
  "? a",
  "a: b",
  "a :b",
  "a # b",
  "a,b",
  "a=b",
  "a\tb",
  "--- a",
  "... a",
  "x".repeat(300),
  `${"word ".repeat(60)}end`,
];

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** All the texts as variables and as a list of the configuration; one of them in each single place. */
export function hostileProgram(
  milvusVersion: string,
  texts: readonly string[],
  single: string,
): string {
  const variables = texts.map((text, at) => `V${at} ${quoted(text)}`).join("; ");
  const one = quoted(single);
  return `cluster hostile standalone <
  milvus ${milvusVersion};
  host ${one};
  standalone { variables { ${variables} } };
  authorization on;
  config {
    common.security.superUsers ${texts.map(quoted).join(", ")};
    minio.region ${one};
    log.file.rootPath ${one}
  };
  storage etcd { variables { ${variables} } },
          minio { credentials { access-key ${quoted(`${single}abc`)}; secret-key ${quoted(`${single}abcdefgh`)} } },
          rocksmq;
  target compose {
    project env PROJECT "hostile";
    data etcd ${quoted(`./etcd ${single.replaceAll(":", ";")}`)};
    data minio env MINIO_DATA ${quoted(`./minio ${single.replace(/[:{}]/g, ";")}`)}
  }
>
`;
}
