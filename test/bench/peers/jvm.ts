import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BENCH_DIR, build } from './run-process.ts';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));
const TARGET = join(BENCH_DIR, 'jvm');

/** Builds the peers on the JVM. */
export async function buildJvmPeers(): Promise<void> {
  await build('mvn', ['-q', '-B', '-f', POM, `-Dtarget=${TARGET}`, 'package']);
}

/** What a peer needs on its class path; Avro makes objects only of classes it is told to trust. */
export function javaArguments(module: string, mainClass: string): string[] {
  const home = join(TARGET, module);
  return [
    '-Dorg.apache.avro.SERIALIZABLE_PACKAGES=peer.indicators.avro',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
    '-cp',
    [join(home, `${module}.jar`), join(home, 'jars', '*')].join(':'),
    mainClass,
  ];
}
