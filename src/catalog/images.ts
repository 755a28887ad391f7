/** Looks up the image that the catalogue chose for a product, and reads its tag. */
import type { Component } from "../model/schema.ts";
import table from "./images.json" with { type: "json" };

type Pins = Readonly<Record<string, { readonly image: string; readonly source: string }>>;

const images: Readonly<Record<string, Pins>> = table.images;

/** Products and tools with an image of their own; Milvus is not among them. */
export type ImageName = keyof typeof table.images;

/**
 * The image for a Milvus line. Throws for a line without one: `supports` rules those out before.
 */
export function imageOf(name: ImageName, line: string): string {
  return pinOf(name, line).image;
}

/** Where the choice of that image was read. */
export function imageSource(name: ImageName, line: string): string {
  return pinOf(name, line).source;
}

function pinOf(name: ImageName, line: string): { readonly image: string; readonly source: string } {
  const pins = images[name];
  const pin = pins?.[line] ?? pins?.all;
  if (pin === undefined) throw new RangeError(`no image of ${name} for Milvus ${line}`);
  return pin;
}

export function milvusImage(version: string, hasGpu: boolean): string {
  return `${table.milvus.image}:v${version}${hasGpu ? "-gpu" : ""}`;
}

interface Fact {
  readonly image: string;
  /** Releases that it holds for, ends included. */
  readonly from: string;
  readonly to?: string;
  readonly caution?: string;
  /** Products that do its work and are handed out. */
  readonly substitutes?: readonly string[];
}

const cautions = (table.facts as readonly Fact[]).filter(({ caution }) => caution !== undefined);

/** What may keep an image of the catalogue from being pulled. */
export function pullCautionOf(image: string): Component["pullCaution"] {
  const release = releaseOf(image);
  const found = cautions.find(
    ({ image: name, from, to }) =>
      image.startsWith(`${name}:`) &&
      isReleaseAtLeast(release, from) &&
      (to === undefined || isReleaseAtLeast(to, release)),
  );
  if (found?.caution === undefined) return undefined;
  return { text: found.caution, substitutes: [...(found.substitutes ?? [])] };
}

/** The tag of an image, without registry, digest and a leading `v`; empty where it has none. */
export function releaseOf(image: string): string {
  const [name = ""] = image.split("@");
  const tag = /:([^:/]+)$/.exec(name)?.[1] ?? "";
  return tag.replace(/^v(?=\d)/, "");
}

/**
 * Whether a release is not older than another, number by number: `2.10` is newer than `2.9`. Dates
 * within MinIO's tags compare the same way. A tag without numbers counts as newest.
 */
export function isReleaseAtLeast(release: string, oldest: string): boolean {
  const numbers = numbersOf(release);
  if (numbers.length === 0) return true;
  for (const [index, wanted] of numbersOf(oldest).entries()) {
    const found = numbers[index] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}

function numbersOf(release: string): number[] {
  return (release.match(/\d+/g) ?? []).map(Number);
}
