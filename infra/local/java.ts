import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const JAVA_VERSION_MIN = 17;
const JAVA_REMEDY = 'install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless)';
const MAVEN_REMEDY = 'install Maven (Debian: apt-get install maven)';

/** Rejects with one line that names the remedy unless Java 17 or later is on the path. */
export async function requireJava(): Promise<void> {
  const output = await run('java', ['-version']);
  if (output === undefined) throw new Error(`Kafka and the schema registry need Java: ${JAVA_REMEDY}`);
  const version = javaMajorVersion(output);
  if (version === undefined || version >= JAVA_VERSION_MIN) return;
  throw new Error(
    `Kafka and the schema registry need Java ${JAVA_VERSION_MIN}, this is ${version}: ${JAVA_REMEDY}`,
  );
}

/** Rejects with one line that names the remedy unless Maven is on the path. */
export async function requireMaven(): Promise<void> {
  if ((await run('mvn', ['-version'])) !== undefined) return;
  throw new Error(`the first start downloads Kafka and the schema registry with Maven: ${MAVEN_REMEDY}`);
}

/** From what `java -version` prints; Java 8 and older call themselves 1.8. */
export function javaMajorVersion(output: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(output);
  if (match === null) return undefined;
  return Number(match[1] === '1' ? match[2] : match[1]);
}

/** Both outputs together; undefined when the command is missing or fails. */
async function run(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args);
    return stdout + stderr;
  } catch {
    return undefined;
  }
}
