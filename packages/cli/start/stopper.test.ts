import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { endWithReader } from '../output/broken-pipe.ts';
import { createStopper } from './stopper.ts';

it('a run whose output nobody reads any more ends in order', async () => {
  const output = new PassThrough();
  endWithReader(output);
  const stopper = createStopper(() => undefined);
  const cleaned: string[] = [];
  stopper.onCleanUp(async () => void cleaned.push('services'));

  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  expect(stopper.signal.aborted).toBe(true);
  await stopper.cleanUp();
  expect(cleaned).toEqual(['services']);
});
