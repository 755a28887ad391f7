/** Azure Blob Storage. */
import type { Product } from "../catalog.ts";
import { elsewhere } from "../inside.ts";
import { isAtLeast } from "../version.ts";
import { externalObjectKeys, externalObjects } from "../wiring.ts";

/** Milvus puts `ACCOUNT.blob.` before the address itself, with the access key as the account. */
function withoutAccount(host: string): { address: string; account?: string } {
  const [, account, address] = /^([^.]+)\.blob\.(.+)$/.exec(host) ?? [];
  return account === undefined || address === undefined ? { address: host } : { address, account };
}

export const azure: Product = {
  ...elsewhere,
  name: "azure",
  kind: "objects",
  summary: "Azure Blob Storage",
  source: "milvus-io/milvus 4feb3fa7c6 (#26398, after 2.3.0), pkg/objectstorage/util.go",
  // There is no way to it through the MinIO client, so it needs storage type `remote`.
  supports: (_line, _mode, version) => isAtLeast(version, "2.4.0"),
  wiring: (setting, { external, credentials }) =>
    external === undefined
      ? []
      : externalObjects(setting, external, credentials, {
          provider: "azure",
          account: withoutAccount,
        }),
  decides: externalObjectKeys,
};
