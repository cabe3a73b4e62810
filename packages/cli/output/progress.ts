import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  set(value: number, note?: string): void;
  stop(): void;
}

const SILENT: Progress = { set: () => undefined, stop: () => undefined };

/** A bar on stderr, only where a person watches: stdout stays free for results. */
export function progressBar(title: string, total: number): Progress {
  if (!process.stderr.isTTY || total <= 0) return SILENT;
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage}% {note}`,
      stream: process.stderr,
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { note: '' });
  return {
    set: (value, note = '') => bar.update(Math.min(value, total), { note }),
    stop: () => bar.stop(),
  };
}
