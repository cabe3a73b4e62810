import { memoryCodec } from '@bellwether/contracts';
import { decide, type ScorerInput, type ScoreState } from '@bellwether/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCard, anyVectors } from '../../packages/domain/scoring/arbitrary.ts';
import { context, published } from '../../packages/domain/scoring/given.ts';
import { decodeState, encodeState } from '../../packages/domain/scoring/state-codec.ts';
import { changeId } from '../../services/scorer/change-id.ts';

const TOPIC = 'health.score-changes';

it('the same inputs give the same bytes of every change, whether the state was kept or read back between', async () => {
  const codec = await memoryCodec();
  const said = (inputs: readonly ScorerInput[], card: Parameters<typeof published>[0], stored: boolean) => {
    const ctx = { ...context([published(card)]), idOf: changeId };
    let state: ScoreState | null = null;
    return inputs.flatMap((input) => {
      const decision = decide(state, input, ctx);
      state = decision.state && stored ? decodeState(encodeState(decision.state)) : decision.state;
      return decision.change ? [codec.encode(TOPIC, decision.change).toString('hex')] : [];
    });
  };
  fc.assert(
    fc.property(anyCard, anyVectors, (card, vectors) => {
      const bytes = said(vectors, card, false);
      expect(said(structuredClone(vectors), structuredClone(card), true)).toEqual(bytes);
    }),
  );
});
