/** Written quantities to numbers and back: Kubernetes' for cpu, memory and disk, Go's durations, Docker's log sizes. */

const binary: Record<string, number> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};
const decimal: Record<string, number> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** Bytes of `4Gi`, `500M`, `1024`; nothing for what is no such quantity. `m` (thousandths of a byte) is none. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$/.exec(text);
  if (match === null) return undefined;
  const unit = match[2] === undefined ? 1 : (binary[match[2]] ?? (decimal[match[2]] as number));
  const bytes = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

/** The shortest Kubernetes quantity that is exactly this many bytes. */
export function formatBytes(bytes: number): string {
  for (const [suffix, unit] of Object.entries(binary).reverse())
    if (bytes % unit === 0) return `${bytes / unit}${suffix}`;
  for (const [suffix, unit] of Object.entries(decimal).reverse())
    if (bytes % unit === 0) return `${bytes / unit}${suffix}`;
  return String(bytes);
}

/** Thousandths of a core of `500m`, `1.5`, `4`. */
export function parseCpu(text: string): number | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)(m)?$/.exec(text);
  if (match === null) return undefined;
  const millicores = Math.round(Number(match[1]) * (match[2] === "m" ? 1 : 1000));
  return millicores > 0 && Number.isSafeInteger(millicores) ? millicores : undefined;
}

export function formatCpu(millicores: number): string {
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** Seconds of Go's `1m30s`, `500ms`, `2h`. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  const seconds: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g))
    total += Number(count) * (seconds[unit as string] as number);
  return Number.isFinite(total) ? Math.round(total * 1000) / 1000 : undefined;
}

/** Go's shortest form: `1m30s`, `500ms`. */
export function formatDuration(totalSeconds: number): string {
  const milliseconds = Math.round(totalSeconds * 1000);
  const parts: [number, string][] = [
    [Math.floor(milliseconds / 3_600_000), "h"],
    [Math.floor(milliseconds / 60_000) % 60, "m"],
    [Math.floor(milliseconds / 1000) % 60, "s"],
    [milliseconds % 1000, "ms"],
  ];
  const text = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join("");
  return text === "" ? "0s" : text;
}

/** Thousands, millions, billions: `50M` vectors. */
export function parseAmount(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(k|M|G)?$/.exec(text);
  if (match === null) return undefined;
  const amount = Number(match[1]) * (match[2] === undefined ? 1 : (decimal[match[2]] as number));
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined;
}
