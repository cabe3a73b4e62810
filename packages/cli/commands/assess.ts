import type { Command } from 'commander';
import { parseAnswers } from '../assess/answers.ts';
import { askAll } from '../assess/ask.ts';
import { newAssessmentId, type Sitting, signalsOf, whoAmI } from '../assess/sitting.ts';
import { loadTemplate, STANDARD_TEMPLATE } from '../assess/template.ts';
import { CliError, usageError } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { localApiKey } from '../stack/api-key.ts';
import { type GatewayAnswer, gatewayUrl, postSignals } from '../stack/gateway.ts';
import { momentOf } from '../stack/moment.ts';
import { tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly answer?: readonly string[];
  readonly note?: string;
  readonly assessor?: string;
  readonly role: string;
  readonly template?: string;
  readonly json?: boolean;
}

export function registerAssess(program: Command): void {
  program
    .command('assess')
    .description('Say what only you can see: four questions about an account')
    .argument('<account>', 'the accountId')
    .requiredOption('--tenant <id>', 'whose customer', tenantOption)
    .option('--answer <question=score>', 'answer without being asked; may be repeated', collect)
    .option('--note <text>', 'what lies behind the answers given with --answer')
    .option('--assessor <id>', 'who answers (default: your user name)')
    .option('--role <role>', 'in which role', 'csm')
    .option('--template <file>', 'other questions (default: config/assessments/standard.yaml)')
    .option('--json', '{ assessmentId, accepted, rejected, results: [{ questionId, eventId, status }] }')
    .addHelpText(
      'after',
      `
Questions: likelihood-to-renew, value-received, relationship-strength, communication-tone; 1 is worst, 5 is best.

Examples:
  npx bellwether assess amber-bank --tenant demo
  npx bellwether assess amber-bank --tenant demo --answer likelihood-to-renew=2 --note "new CFO wants three quotes"`,
    )
    .action(async (accountId: string, options: Options) => {
      const template = loadTemplate(options.template ?? STANDARD_TEMPLATE);
      const given = parseAnswers(template, options.answer ?? [], options.note);
      if (given.length === 0 && !process.stdin.isTTY) {
        throw usageError('There is nobody to ask: this is no terminal.', 'Give --answer <question>=<score>.');
      }
      const answers = given.length > 0 ? given : await askAll(template, accountId);
      if (answers.length === 0) return print('Nothing was answered, nothing is sent.');
      const sitting: Sitting = {
        template,
        accountId,
        answers,
        assessorId: options.assessor ?? whoAmI(),
        assessorRole: options.role,
        occurredAt: await momentOf(options.tenant),
        assessmentId: newAssessmentId(),
      };
      const answer = await postSignals(gatewayUrl(), localApiKey(options.tenant), signalsOf(sitting));
      report(sitting, answer, options);
    });
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function report(sitting: Sitting, answer: GatewayAnswer, options: Options): void {
  const results = answer.results.map((result, index) => ({
    questionId: sitting.answers[index]!.question.id,
    ...result,
  }));
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
