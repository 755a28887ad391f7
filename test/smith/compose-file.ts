/** What Compose makes of an emitted file, as far as that needs no Compose: variables are replaced in every value. */
import { parse } from "yaml";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { emitted } from "./compiled.ts";

export interface ComposeService {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly (
    | string
    | { readonly published?: string | number; readonly target?: number; readonly host_ip?: string }
  )[];
  readonly volumes?: readonly (string | { readonly source?: string })[];
  readonly deploy?: unknown;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly configs?: Readonly<Record<string, { readonly content?: string }>>;
  readonly volumes?: Readonly<Record<string, { readonly name?: string } | null>>;
  readonly networks?: Readonly<Record<string, { readonly name?: string } | null>>;
}

export function composeText(one: Resolved): string {
  return emitted(one, compose).find(({ path }) => path === "compose.yaml")?.text ?? "";
}

export function readCompose(text: string, version: "1.1" | "1.2" = "1.2"): ComposeFile {
  return parse(text, { version, merge: false }) as ComposeFile;
}

/** `$$` is one `$`; what is left of `${NAME…}` is the environment's. */
export function interpolated(text: string): string {
  return text.replace(/\$\$|\$\{([A-Za-z_]\w*)(?::?[-?]([^}]*))?\}/g, (whole, name, rest) =>
    whole === "$$" ? "$" : `<${String(name)}|${String(rest ?? "").replaceAll("$$", "$")}>`,
  );
}
