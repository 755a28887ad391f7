/** A bar on a terminal, for work that takes longer than a second; nothing anywhere else. */
import type { Host } from "../host/host.ts";

export interface Progress {
  step(done: number, total: number): void;
  end(): void;
}

const delayMilliseconds = 1000;
const intervalMilliseconds = 100;
const barColumns = 30;

export function createProgress(host: Host, what: string): Progress {
  const start = host.now();
  let shown = 0;
  const draw = (done: number, total: number, now: number) => {
    const filled = Math.round((done / Math.max(1, total)) * barColumns);
    const [full, empty] = host.utf8 ? ["█", "░"] : ["#", "."];
    const bar = full.repeat(filled) + empty.repeat(barColumns - filled);
    host.writeError(`\r${bar} ${done}/${total} ${what}`);
    shown = now;
  };
  return {
    step: (done, total) => {
      const now = host.now();
      if (now - start <= delayMilliseconds || now - shown <= intervalMilliseconds) return;
      if (host.errors.isTerminal) draw(done, total, now);
    },
    end: () => {
      if (shown !== 0) host.writeError("\r\x1b[K");
    },
  };
}
