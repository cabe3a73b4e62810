import type { Contestant } from './contestant.ts';
import { readCourse } from './reader.ts';

/** What nothing that reads with this client can be faster than. */
export const withoutWork: Contestant = {
  name: 'kafkajs without work',
  does: 'fetches every record by `eachBatch` and drops it; 8 MiB a partition, as the services do',
  run: (course) => readCourse(course, () => undefined),
};

export const decodeOnly: Contestant = {
  name: 'kafkajs, decoded',
  does: 'decodes every value in full with avsc, and no more',
  run: (course) =>
    readCourse(course, ({ topic, messages }) => {
      for (const { value } of messages) {
        const { kind } = course.stack.codec.decode(topic, value);
        if (kind !== 'value') throw new Error(`a record of ${topic} is ${kind}`);
      }
    }),
};
