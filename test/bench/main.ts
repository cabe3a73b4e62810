import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { BenchContext, Measurement } from './measurement.ts';
import { MEASUREMENTS } from './measurements.ts';
import { markdownOf } from './report/markdown.ts';
import { keep } from './report/results.ts';
import { openStack } from './stack.ts';
import { USUAL_SIZE } from './workload/signals.ts';

const USAGE = `npm run bench -- [measurement …] [options]

Measures Bellwether on this machine and writes docs/benchmarks.md. Without names, everything (hours).

${MEASUREMENTS.map(({ id, summary }) => `  ${id.padEnd(16)}${summary}`).join('\n')}

  --rounds <n>    rounds of contestants side by side (5)
  --signals <n>   signals of the workload (${USUAL_SIZE.signals})
  --accounts <n>  accounts that send them (${USUAL_SIZE.accounts}), with ten users each
  --days <n>      days of history (${USUAL_SIZE.days})
  --minutes <n>   a catch-up begins no further round after so many (240)
  --seconds <n>   how long a steady load lasts (30)
  --sizes <n,…>   numbers of accounts for growth (1000,10000,100000)
  --try           print the report and keep nothing`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    signals: { type: 'string', default: String(USUAL_SIZE.signals) },
    accounts: { type: 'string', default: String(USUAL_SIZE.accounts) },
    days: { type: 'string', default: String(USUAL_SIZE.days) },
    minutes: { type: 'string', default: '240' },
    seconds: { type: 'string', default: '30' },
    sizes: { type: 'string', default: '1000,10000,100000' },
    try: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const wanted = positionals.length > 0 ? positionals : MEASUREMENTS.map(({ id }) => id);
const unknown = wanted.filter((id) => !MEASUREMENTS.some((m) => m.id === id));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no measurement ${unknown.join(', ')}.\n`);
  console.log(USAGE);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const { rounds, signals, accounts, days, minutes, seconds } = values;
const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
const context: BenchContext = {
  rounds: wholeNumber(rounds),
  minutes: wholeNumber(minutes),
  seconds: wholeNumber(seconds),
  sizes: values.sizes
    .split(',')
    .map(wholeNumber)
    .sort((a, b) => a - b),
  size: {
    signals: wholeNumber(signals),
    accounts: wholeNumber(accounts),
    users: 10 * wholeNumber(accounts),
    days: wholeNumber(days),
  },
  openStack: () => openStack(say),
  say,
};
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
// The report of the measurement before is no change of what is measured.
const changed = git('status', '--porcelain', '--', ':/', ':!/docs/benchmarks.*') !== '';
const optionsOf = ({ takes }: Measurement) => takes.map((name) => `--${name} ${values[name]}`).join(' ');
const commit = `${git('describe', '--always')}${changed ? ' and changes' : ''}`;

for (const measurement of MEASUREMENTS.filter(({ id }) => wanted.includes(id))) {
  say(`${measurement.id}: ${measurement.summary}`);
  const section = await measurement.run(context);
  console.log(`\n${markdownOf(section)}\n`);
  if (!values.try)
    keep(
      { id: measurement.id, options: optionsOf(measurement), commit, section },
      MEASUREMENTS.map(({ id }) => id),
    );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`${text} is not a number of something: write digits.\n\n${USAGE}`);
  process.exit(2);
}
