/** Collects where IR values come from while they are made. */
import type { IrPath, Origin } from "../model/origins.ts";
import type { Span } from "../text/source.ts";

export interface OriginRecord {
  readonly origins: ReadonlyMap<IrPath, Origin>;
  written(path: IrPath, span: Span): void;
  defaulted(path: IrPath, source: string, near: Span): void;
  derived(path: IrPath, because: string, from: readonly IrPath[], near: Span): void;
  /** The same reason for another value. */
  copy(path: IrPath, origin: Origin): void;
}

export function createOriginRecord(): OriginRecord {
  const origins = new Map<IrPath, Origin>();
  return {
    origins,
    written: (path, span) => origins.set(path, { kind: "written", span }),
    defaulted: (path, source, near) => origins.set(path, { kind: "default", source, near }),
    derived: (path, because, from, near) =>
      origins.set(path, { kind: "derived", because, from, near }),
    copy: (path, origin) => origins.set(path, origin),
  };
}
