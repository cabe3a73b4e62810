import { textReader } from '@bellwether/text';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  indicatorOf,
  indicatorsWorld,
  NOON,
  type Signal,
  storeLike,
  type World,
} from './indicators-world.ts';

let world: World;
beforeEach(async () => {
  world = await indicatorsWorld();
});

const FRUSTRATED = 'We are very disappointed, exports fail every day';

function feedback(eventId: string, reason: string, said: object = {}): Signal {
  const survey = {
    surveyId: 's',
    invitationId: eventId,
    change: 'answered',
    kind: 'feedback',
    channel: 'email',
  };
  return { topic: 'signals.survey', eventId, occurredAt: NOON, ...survey, reason, language: null, ...said };
}

const lastSaid = (indicator: string) => indicatorOf(world.published().at(-1), indicator);

describe('an open text', () => {
  it('is read on the way, and its sentiment is in the vector it brings about', async () => {
    await world.start('one');
    await world.send(feedback('e1', FRUSTRATED));
    await world.settled();
    expect(lastSaid('text-sentiment')).toBe(textReader.read(FRUSTRATED, null).sentiment);
    expect(lastSaid('text-sentiment')).toBeLessThan(0);
  });

  it('in a language that is not read leaves the sentiment as it was', async () => {
    await world.start('one');
    await world.send(feedback('e1', 'Wir sind sehr enttäuscht, der Export geht nie'));
    await world.settled();
    expect(lastSaid('text-sentiment')).toBeNull();
    await world.send(feedback('e2', FRUSTRATED));
    await world.send(feedback('e3', 'Alles bestens, danke, weiter so'), feedback('e4', ' '));
    await world.settled();
    expect(lastSaid('text-sentiment')).toBe(textReader.read(FRUSTRATED, null).sentiment);
  });

  it('whose reading was cut off is read again by whoever comes next', async () => {
    const never = () => new Promise<never>(() => {});
    const { client } = await world.start('first', { store: storeLike(world.store, { landReadings: never }) });
    await world.send(feedback('e1', FRUSTRATED));
    await eventually(() => expect(world.store.facts()).toHaveLength(1));
    expect(world.published()).toEqual([]);
    client.kill();
    world.log.expire(client);
    await world.start('second');
    await world.settled();
    await eventually(() => expect(lastSaid('text-sentiment')).toBeLessThan(0));
  });

  it('sent by the thousand is read by turns, and all of it', async () => {
    let turns = 0;
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve)).then(() => void turns++);
    await world.start('one', { pause });
    await world.send(...Array.from({ length: 1_200 }, (_, n) => feedback(`e${n}`, `${FRUSTRATED} ${n}`)));
    await world.settled();
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(lastSaid('text-sentiment')).toBeLessThan(0);
  });
});
