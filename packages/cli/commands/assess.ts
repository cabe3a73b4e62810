import type { AccountRef, AssessmentTemplate } from '@bellwether/domain';
import type { Command } from 'commander';
import { parseAnswers, stepOf } from '../assess/answers.ts';
import { askAll, askStep } from '../assess/ask.ts';
import { openAnswers, scorable, unscored, withdrawalOf } from '../assess/earlier.ts';
import { renderTemplates, templatesJson } from '../assess/show.ts';
import { type LateScore, newAssessmentId, type Sitting, signalsOf, whoAmI } from '../assess/sitting.ts';
import { templateNamed, templatesHere } from '../assess/templates.ts';
import { CliError, usageError } from '../output/cli-error.ts';
import { note, print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { type Gateway, type GatewayAnswer, postSignals } from '../stack/gateway.ts';
import { momentOf } from '../stack/moment.ts';
import { gatewayOf } from '../tenants/gateway-of.ts';
import { tenantOption } from './options.ts';

interface Options {
  readonly tenant?: string;
  readonly template?: string;
  readonly answer?: readonly string[];
  readonly score?: readonly string[];
  readonly withdraw?: readonly string[];
  readonly note?: string;
  readonly assessor?: string;
  readonly role: string;
  readonly list?: boolean;
  readonly unscored?: boolean;
  readonly said?: boolean;
  readonly json?: boolean;
}

export function registerAssess(program: Command): void {
  program
    .command('assess')
    .description('Say what only you can see: questions about an account')
    .argument('[account]', 'the accountId')
    .option('--tenant <id>', 'whose customer', tenantOption)
    .option('--template <id or file>', 'which questions are asked (default: standard)')
    .option('--answer <question=answer>', 'answer without being asked; may be repeated', collect)
    .option('--score <eventId[=1-5]>', 'score what was said in words earlier; may be repeated', collect)
    .option('--withdraw <question>', 'take the answer that stands back; may be repeated', collect)
    .option('--note <text>', 'what lies behind every answer')
    .option('--assessor <id>', 'who answers (default: your user name)')
    .option('--role <role>', 'in which role', 'csm')
    .option('--list', 'show the templates, their questions and what every step means')
    .option('--said', 'show what was said about the account in words, with its scores')
    .option('--unscored', 'show what of it waits for a score')
    .option('--json', '{ assessmentId, accepted, rejected, results: [{ questionId, eventId, status }] }')
    .addHelpText(
      'after',
      `
Templates are config/assessments/*.yaml: standard (likelihood-to-renew, value-received, relationship-strength,
communication-tone), library, and your own. --answer takes any question of any of them.

Examples:
  npx bellwether assess amber-bank --tenant demo
  npx bellwether assess amber-bank --tenant demo --answer likelihood-to-renew=2 --note "new CFO wants three quotes"
  npx bellwether assess amber-bank --tenant demo --answer outlook="they want to buy the second module"
  npx bellwether assess amber-bank --tenant demo --said
  npx bellwether assess amber-bank --tenant demo --withdraw likelihood-to-renew`,
    )
    .action(async (accountId: string | undefined, options: Options) => {
      const templates = templatesHere();
      const wanted = options.template ? [templateNamed(options.template, templates)] : templates;
      if (options.list)
        return options.json ? printJson(templatesJson(wanted)) : print(renderTemplates(wanted));
      if (!accountId) throw usageError('Which account?', 'Give its id: npx bellwether assess <account>.');
      if (!options.tenant) throw usageError('Whose customer is it?', 'Give --tenant <id>.');
      const account = { tenantId: options.tenant, accountId };
      if (options.said || options.unscored) return showSaid(account, templates, options);
      const { gateway, sitting } = await sit(account, wanted, options);
      const signals = signalsOf(sitting);
      if (signals.length === 0) return reportNothing(sitting, options);
      const answer = await postSignals(gateway, signals);
      const questionIds = signals.map(({ questionId }) => String(questionId));
      report(sitting, questionIds, answer, options);
    });
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

async function sit(
  account: AccountRef,
  templates: readonly AssessmentTemplate[],
  options: Options,
): Promise<{ readonly gateway: Gateway; readonly sitting: Sitting }> {
  const given = parseAnswers(templates, options.answer ?? [], options.note);
  const { score = [], withdraw = [] } = options;
  const isSaid = given.length + score.length + withdraw.length > 0;
  const standard = options.template ? templates[0] : templates.find(({ id }) => id === 'standard');
  if (!isSaid && !process.stdin.isTTY) {
    throw usageError('There is nobody to ask: this is no terminal.', 'Give --answer <question>=<answer>.');
  }
  // Before anybody is asked anything: what they say must have somewhere to go.
  const gateway = await gatewayOf(account.tenantId);
  const occurredAt = await momentOf(account.tenantId);
  const [lateScores, withdrawals] = await Promise.all([
    lateScoresOf(account, score, templates),
    Promise.all(
      withdraw.map((question) =>
        withClickHouse((client) => withdrawalOf(client, account, question, templates, occurredAt)),
      ),
    ),
  ]);
  const sitting = {
    accountId: account.accountId,
    answers: isSaid ? given : await askAll(standard ?? templates[0]!, account.accountId, options.note),
    lateScores,
    withdrawals,
    ...(options.note ? { note: options.note } : {}),
    assessorId: options.assessor ?? whoAmI(),
    assessorRole: options.role,
    occurredAt,
    assessmentId: newAssessmentId(),
  };
  return { gateway, sitting };
}

async function lateScoresOf(
  account: AccountRef,
  texts: readonly string[],
  templates: readonly AssessmentTemplate[],
): Promise<LateScore[]> {
  const scores: LateScore[] = [];
  for (const text of texts) {
    const [, eventId = '', given] = /^(.*?)(?:=([^=]*))?$/s.exec(text)!;
    const { template, question, open } = await withClickHouse((client) =>
      scorable(client, account, eventId, templates),
    );
    if (given === undefined) note(`${open.assessorId}, ${open.occurredAt}: ${open.answer}`);
    if (given === undefined && !process.stdin.isTTY)
      throw usageError(`Which score has ${eventId}?`, 'Write --score <eventId>=<1 to 5>.');
    const score = given === undefined ? await askStep(question.question, question.steps!) : stepOf(given);
    if (score === null && given !== undefined)
      throw usageError(`'${given}' is no score.`, 'A score is 1 (worst) to 5 (best).');
    if (score !== null) scores.push({ template, question, scoresEventId: eventId, score });
  }
  return scores;
}

async function showSaid(
  account: AccountRef,
  templates: readonly AssessmentTemplate[],
  { unscored: waiting, json }: Options,
): Promise<void> {
  const said = await withClickHouse((client) => openAnswers(client, account));
  const answers = waiting ? unscored(said, templates) : said;
  if (json) return printJson(answers);
  if (answers.length === 0) {
    const { accountId } = account;
    return print(
      waiting
        ? `Nothing about ${accountId} waits for a score.`
        : `Nothing was said about ${accountId} in words.`,
    );
  }
  const rows = answers.map((a) => [
    a.occurredAt,
    a.questionId,
    a.assessorId,
    a.score === null ? '–' : String(a.score),
    a.answer,
    a.eventId,
  ]);
  print(
    renderTable(
      ['GIVEN', 'QUESTION', 'BY', 'SCORE', 'ANSWER', 'EVENT'].map((title) => ({ title })),
      rows,
    ),
  );
}

function reportNothing({ assessmentId }: Sitting, { json }: Options): void {
  if (json) printJson({ assessmentId, accepted: 0, rejected: 0, results: [] });
  else print('Nothing was answered, nothing is sent.');
}

function report(
  sitting: Sitting,
  questionIds: readonly string[],
  answer: GatewayAnswer,
  options: Options,
): void {
  const results = answer.results.map((result, index) => ({ questionId: questionIds[index]!, ...result }));
  const { accepted, rejected } = answer;
  if (options.json) printJson({ assessmentId: sitting.assessmentId, accepted, rejected, results });
  const problems = results.flatMap((result) =>
    result.status === 'rejected' ? [`${result.questionId}: ${result.path}: ${result.reason}`] : [],
  );
  if (problems.length > 0)
    throw new CliError('The gateway did not take every answer.', { details: problems });
  if (options.json) return;
  print(`Answers recorded about ${sitting.accountId}: ${accepted}.`);
  print(`See what they did: npx bellwether explain ${sitting.accountId} --tenant ${options.tenant}`);
}
