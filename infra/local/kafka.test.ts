import { expect, it } from 'vitest';
import { clusterIdOf } from './kafka.ts';

it('an id of a cluster never looks like an option, whatever the bytes', () => {
  for (let first = 0; first < 256; first += 1) {
    const id = clusterIdOf(Uint8Array.from([first, ...Array.from({ length: 15 }, () => 255)]));
    expect(id).toMatch(/^[A-Za-z][\w-]{21}$/);
  }
});
