/** Security contexts after Pod Security "restricted", as far as is known of an image. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";

/** Pods of this user are found by linters that compare it with users of the machine. */
const highId = 10_000;

type Confined = Pick<Component, "confinement" | "user">;

/** Everything that Pod Security "restricted" asks for is known. */
export function isRestricted({ confinement, user }: Confined): boolean {
  return confinement !== undefined || (user !== undefined && user.uid !== 0);
}

export function podSecurity(component: Confined): Yaml {
  const { confinement, user } = component;
  const { uid, gid } = confinement ?? user ?? {};
  const groups = confinement?.groups ?? [];
  return {
    runAsNonRoot: isRestricted(component) ? true : undefined,
    runAsUser: uid,
    runAsGroup: gid,
    fsGroup: gid,
    fsGroupChangePolicy: gid === undefined ? undefined : "OnRootMismatch",
    supplementalGroups:
      groups.length === 0
        ? undefined
        : noted(groups, { before: "Owns programs of the image that others may not execute." }),
    seccompProfile: { type: "RuntimeDefault" },
  };
}

export function containerSecurity({ confinement }: Confined): Yaml {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: confinement?.writable === undefined ? undefined : true,
  };
}

export interface Exemption {
  /** kube-score's name of the check. */
  readonly score?: string;
  /** kube-linter's name of the check. */
  readonly linter?: string;
  readonly reason: string;
}

/** Findings of linters that are meant, with the reason. */
export function exemptions({ confinement, user }: Confined): readonly Exemption[] {
  const { uid, gid } = confinement ?? user ?? {};
  const found: Exemption[] = [];
  if (uid === undefined || gid === undefined || uid < highId || gid < highId)
    found.push({
      score: "container-security-context-user-group-id",
      ...(uid === undefined ? { linter: "run-as-non-root" } : {}),
      reason:
        uid === undefined
          ? "nothing is known of the users that this image works with"
          : `the image is made for user ${uid} of group ${gid}`,
    });
  if (confinement?.writable === undefined)
    found.push({
      score: "container-security-context-readonlyrootfilesystem",
      linter: "no-read-only-root-fs",
      reason: "it is not known where in its image this program writes",
    });
  return found;
}

/** Annotations that both linters read. */
export function exemptionAnnotations(all: readonly Exemption[]): Readonly<Record<string, Yaml>> {
  if (all.length === 0) return {};
  const annotations: Record<string, Yaml> = {};
  const scores = all.flatMap(({ score }) => (score === undefined ? [] : [score]));
  if (scores.length > 0)
    annotations["kube-score/ignore"] = noted(scores.join(","), {
      before: all.map(({ reason }) => reason).join("; "),
    });
  for (const { linter, reason } of all)
    if (linter !== undefined) annotations[`ignore-check.kube-linter.io/${linter}`] = reason;
  return annotations;
}
