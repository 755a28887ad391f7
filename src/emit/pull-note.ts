/** What stands above an image that may not be pulled: why, and what to do then. */
import type { Component, Deployment } from "../model/schema.ts";

/**
 * Comment lines, once for each image: components and members share one. `deploys` tells whether the target knows a
 * product that could do instead.
 */
export function pullNote(
  component: Component,
  { components }: Deployment,
  deploys: (product: string) => boolean = () => true,
): string | undefined {
  const { image, pullCaution, count } = component;
  if (pullCaution === undefined) return undefined;
  if (components.find((one) => one.image === image)?.name !== component.name) return undefined;
  const members = count > 1 ? `(${count})` : "";
  const ways = [
    "log in",
    'write `registry "HOST/PATH"` of a mirror',
    // What it keeps would lie in a place of its own, beside data that is there already.
    ...pullCaution.substitutes
      .filter(deploys)
      .map((product) => `\`storage ${product}${members}\` while there is no data`),
  ];
  return `${pullCaution.text}.\nThen ${ways.join(", or ")}.`;
}
