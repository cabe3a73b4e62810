import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Playbook, readPlaybook } from '@bellwether/domain';
import { parse } from 'yaml';

/** Every problem of every file, because fixing them one start at a time is no fun. */
export class PlaybooksInvalid extends Error {
  readonly code = 'playbooks-invalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The playbooks are not valid:', ...problems].join('\n  '));
    this.name = 'PlaybooksInvalid';
    this.problems = problems;
  }
}

/**
 * Reads every `*.yaml` and `*.yml` of a directory, in name order.
 * @param env where `secretHeaders` are looked up; an enabled playbook that names a missing one is a problem
 * @throws PlaybooksInvalid
 */
export function loadPlaybooks(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Playbook[] {
  const files = readdirSync(directory)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const playbooks: Playbook[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const read = readPlaybook(readFileSync(join(directory, file), 'utf8'), parse);
    if (read.kind === 'invalid') {
      problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
      continue;
    }
    const { playbook } = read;
    if (playbooks.some((other) => other.id === playbook.id)) {
      problems.push(`${file}: id ${playbook.id} is taken by another file; runs are recorded under it`);
    }
    problems.push(
      ...missingSecrets(playbook, env).map((name) => `${file}: ${name} is not set in the environment`),
    );
    playbooks.push(playbook);
  }
  if (problems.length > 0) throw new PlaybooksInvalid(problems);
  return playbooks;
}

function missingSecrets(playbook: Playbook, env: Readonly<Record<string, string | undefined>>): string[] {
  if (!playbook.enabled) return [];
  const named = playbook.do.flatMap((action) =>
    'webhook' in action ? Object.values(action.webhook.secretHeaders ?? {}) : [],
  );
  return named.filter((name) => !env[name]);
}
