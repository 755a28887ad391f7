/** What `target k8s { … }` says, read out of the IR. */
import {
  type KubernetesSettings,
  lastText,
  optional,
  readKubernetesSettings,
} from "../../src/emit/kubernetes-settings.ts";
import type { TargetSetting } from "../../src/model/schema.ts";

export interface Options extends KubernetesSettings {
  /** Minor number of Kubernetes 1.N. */
  readonly minor?: number;
}

export function readOptions(settings: readonly TargetSetting[]): Options {
  const version = lastText(settings, "version", "version");
  return {
    ...readKubernetesSettings(settings),
    ...optional("minor", version === undefined ? undefined : Number(version.split(".")[1])),
  };
}
