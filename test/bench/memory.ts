import { readFileSync } from 'node:fs';

/** The largest resident size a process has had, from the kernel (`VmHWM`); null where there is none to read. */
export function peakRssBytes(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
}
