import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { runCli } from '../support/cli.ts';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';
import { stackEnv } from '../support/stack-env.ts';

interface Explained {
  readonly lastChange: { readonly trigger: string } | null;
}

describe('what only people can see, said at the command line', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-assess-'));
  const env = { BELLWETHER_DIR: dir, ...stackEnv() };
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'));
  });
  afterAll(async () => {
    await pipeline?.stop();
    rmSync(dir, { recursive: true });
  });

  const gateway = () => ({
    ...env,
    BELLWETHER_GATEWAY_URL: `http://127.0.0.1:${pipeline.services.get('gateway')!.port}`,
    BELLWETHER_API_KEY: pipeline.apiKey,
  });
  const json = async <T>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], env);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as T;
  };

  it('hears a CSM, follows the answer through log and tables, and explains what it changed', async () => {
    const args = [
      'assess',
      'north',
      '--tenant',
      'gateway-tests',
      '--answer',
      'likelihood-to-renew=2',
      '--note',
      'why',
      '--json',
    ];
    const assessed = await runCli(args, gateway());
    expect([assessed.code, assessed.stderr]).toEqual([0, '']);
    const { eventId } = (JSON.parse(assessed.stdout) as { results: { eventId: string }[] }).results[0]!;
    await vi.waitFor(
      async () => {
        const trace = await json<{ positions: object[]; facts: object[]; changes: object[] }>(
          'trace',
          eventId,
        );
        expect([trace.positions.length, trace.facts.length, trace.changes.length]).toEqual([1, 1, 1]);
      },
      { timeout: 60_000, interval: 500 },
    );
    const explained = await json<Explained>('explain', 'north', '--tenant', 'gateway-tests');
    expect(explained.lastChange).not.toBeNull();
    expect(explained).toMatchObject({
      score: null,
      known: expect.arrayContaining([{ indicator: 'likelihood-to-renew', value: 2 }]),
    });
    const forPeople = await runCli(['explain', 'north', '--tenant', 'gateway-tests'], env);
    expect(forPeople.stdout).toMatch(/Too little is known for a score[\s\S]*Likelihood to renew +2/);
  }, 90_000);

  it('says nothing of one tenant in the name of another, nor brings one about by a misspelt name', async () => {
    const answer = ['--answer', 'likelihood-to-renew=2'];
    const mistaken = await runCli(['assess', 'north', '--tenant', 'other', ...answer], gateway());
    expect([mistaken.code, mistaken.stdout]).toEqual([1, '']);
    expect(mistaken.stderr).toContain('The API key is one of gateway-tests, not of other.');
    const misspelt = await runCli(['assess', 'north', '--tenant', 'gatway-tests', ...answer], {
      ...gateway(),
      BELLWETHER_API_KEY: '',
    });
    expect(misspelt.code).toBe(1);
    expect(misspelt.stderr).toContain('There is nothing about a tenant gatway-tests.');
  }, 60_000);

  it('keeps what a CSM says in words, has it scored later, and takes it back', async () => {
    const assess = async <T>(...args: string[]): Promise<T> => {
      const of = ['assess', 'east', '--tenant', 'gateway-tests', ...args, '--json'];
      const { code, stdout, stderr } = await runCli(of, gateway());
      expect([code, stderr]).toEqual([0, '']);
      return JSON.parse(stdout) as T;
    };
    type Said = { eventId: string; questionId: string; answer: string; score: number | null }[];
    const heard = (option: '--said' | '--unscored', expected: readonly object[]) =>
      vi.waitFor(async () => expect(await assess<Said>(option)).toMatchObject(expected), {
        timeout: 60_000,
        interval: 500,
      });
    await assess('--answer', 'outlook=they look elsewhere', '--answer', 'what-else=Ann leaves in May');
    await heard('--said', [{ score: null }, { score: null }]);
    // To what else there is nothing to score by: it does not wait.
    const [waiting] = await assess<Said>('--unscored');
    await heard('--unscored', [{ questionId: 'outlook', answer: 'they look elsewhere', score: null }]);
    await assess('--score', `${waiting!.eventId}=2`);
    await heard('--unscored', []);
    const said = await assess<Said>('--said');
    expect(said.find(({ questionId }) => questionId === 'outlook')?.score).toBe(2);
    await assess('--withdraw', 'outlook');
    await heard('--said', [{ questionId: 'what-else', answer: 'Ann leaves in May', score: null }]);
  }, 90_000);
});
