/** What `target helm { … }` says, and `target k8s { … }` where it says nothing. */
import {
  type KubernetesSettings,
  lastText,
  optional,
  readKubernetesSettings,
} from "../../src/emit/kubernetes-settings.ts";
import type { TargetSetting } from "../../src/model/schema.ts";

export interface Options extends KubernetesSettings {
  readonly release?: string;
  readonly chart?: string;
}

/** `shared` is said for all of Kubernetes, `own` for this format alone. */
export function readOptions(
  shared: readonly TargetSetting[],
  own: readonly TargetSetting[],
): Options {
  const settings = [...shared, ...own];
  return {
    ...readKubernetesSettings(settings),
    ...optional("release", lastText(settings, "release", "release")),
    ...optional("chart", lastText(settings, "chart", "chart")),
  };
}
