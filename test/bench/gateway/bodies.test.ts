import { memoryCodec } from '@bellwether/contracts';
import { expect, test } from 'vitest';
import { nativeFormat } from '../../../services/gateway/formats/native.ts';
import { liveSignals } from '../workload/live.ts';
import { bodiesOf } from './bodies.ts';

test('the gateway accepts every signal of a body', async () => {
  const codec = await memoryCodec();
  const signals = liveSignals({ tenantId: 'bench', accounts: 20, users: 200 }, 1);
  const now = Date.now();
  for (const body of bodiesOf(signals, now, 5, 200)) {
    const read = nativeFormat.read(JSON.parse(body));
    if (read.kind === 'malformed') throw new Error(read.reason);
    const admitted = read.items.map((item) =>
      nativeFormat.admit(item, { tenantId: 'bench', receivedAt: now }, codec),
    );
    expect(admitted.map(({ outcome }) => outcome).filter(({ status }) => status !== 'accepted')).toEqual([]);
    expect(admitted).toHaveLength(200);
  }
});
