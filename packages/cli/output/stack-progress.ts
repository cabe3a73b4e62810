import type { OnProgress } from '@bellwether/local-stack';
import { note } from './print.ts';

const NAMES = { kafka: 'Kafka', schemaRegistry: 'schema registry', clickhouse: 'ClickHouse' } as const;

/** Tells on stderr what a start of the stack is about; downloads rewrite their line where a person watches. */
export function stackProgress(): { on: OnProgress; done: () => void } {
  const isWatched = process.stderr.isTTY === true;
  let downloading: string | null = null;
  const endLine = () => {
    if (downloading !== null && isWatched) process.stderr.write('\n');
    downloading = null;
  };
  return {
    on: (progress) => {
      if (progress.step === 'download') {
        if (isWatched) process.stderr.write(`\r\x1b[2Kdownloading ${progress.file} ${progress.size}`);
        else if (downloading === null) note('downloading Kafka and the schema registry, once');
        downloading = progress.file;
        return;
      }
      endLine();
      note(progress.step === 'images' ? 'starting containers' : `${NAMES[progress.component]} is ready`);
    },
    done: endLine,
  };
}
