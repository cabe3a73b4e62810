export { type Assessments, readAssessments } from './assessments.ts';
export { readIndicatorConfiguration, readIndicators, SHIPPED_CONFIG_DIR } from './indicators.ts';
export { type MoneyConfiguration, readMoney } from './money.ts';
export { ConfigurationFault, checkYamlFile, readYamlFile } from './read-file.ts';
export {
  mistakesTogether,
  readScorecardFile,
  readScorecardSet,
  type ScorecardFile,
  scorecardFiles,
} from './scorecards.ts';
export { configDir } from './setting.ts';
export { explainZodIssues } from './zod-issues.ts';
