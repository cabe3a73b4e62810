import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED_CONFIG_DIR } from '@bellwether/configuration';
import { type Playbook, readPlaybook } from '@bellwether/domain';
import { parse } from 'yaml';

/** The playbooks that the service uses too: of `PLAYBOOKS_DIR`, else the shipped ones; those with mistakes are left out. */
export function playbooksHere(env: NodeJS.ProcessEnv = process.env): Playbook[] {
  const dir = env.PLAYBOOKS_DIR || join(SHIPPED_CONFIG_DIR, 'playbooks');
  return readdirSync(dir)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((name) => {
      const read = readPlaybook(readFileSync(join(dir, name), 'utf8'), parse);
      return read.kind === 'playbook' ? [read.playbook] : [];
    });
}
