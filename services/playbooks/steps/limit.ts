/** Runs what it is given, so many at a time at most; the others wait in the order they came. */
export type Limit = <R>(work: () => Promise<R>) => Promise<R>;

export function createLimit(width: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < width) running++;
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      // A place is handed on, not given back, so that nobody who comes just now overtakes.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
