import type { CheckFinding, CheckResult, Verdict } from '../../analysis/index.js';
import { failsBy, findingName, findingsOf, isSevere, moduleSign, moduleTotalText, sentence } from '../wording/index.js';
import { type Annotation, workflowCommand } from './workflow-command.js';

/** GitHub shows ten of each level a step, and drops the rest without a word (docs, read 2026-11). */
const MOST_OF_A_LEVEL = 10;
const MOST_CHANGES = 3;

/**
 * What GitHub shows beside a run: an error for each comparison that fails the check, a warning or a notice for the others
 * that changed, and one for the whole where nothing did. Each on a line of its own, to be printed to standard output.
 *
 * @param file from the root of the repository, that says what was checked: they are shown beside it
 */
export function renderCheckAnnotations(result: CheckResult, file?: string): string {
  const findings = findingsOf(result, 'regressed', 'inconclusive', 'improved').map((it) => annotationOf(result, it));
  const isRed = findings.some(({ level }) => level === 'error');
  const whole = findings.length === 0 || (!isRed && !result.passes) ? [wholeAnnotation(result)] : [];
  const all = [...whole, ...findings, ...warnings(result)];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((level) => fewest(all.filter((it) => it.level === level)))
    .map((it) => `${workflowCommand(file === undefined ? it : { ...it, file })}\n`)
    .join('');
}

const titleOf = ({ check }: CheckResult, text: string): string => `Kelvin check ${check.name}: ${text}`;

const levelOf = (result: CheckResult, verdict: Verdict): Annotation['level'] => {
  if (failsBy(result, verdict)) return 'error';
  return verdict === 'inconclusive' ? 'warning' : 'notice';
};

function annotationOf(result: CheckResult, finding: CheckFinding): Annotation {
  const { verdict, reason } = finding;
  const why = verdict === 'regressed' && finding.metric === 'initDuration' ? modulesText(result, finding) : '';
  return {
    level: levelOf(result, verdict),
    title: titleOf(result, `${findingName(finding)} ${verdict}`),
    message: sentence(reason) + why,
  };
}

/** What was loaded that was not before: the first thing that its author wants to know. */
function modulesText({ explanations }: CheckResult, { memorySizeMB }: CheckFinding): string {
  const changes = explanations.find((it) => it.memorySizeMB === memorySizeMB)?.changes ?? [];
  const largest = changes.slice(0, MOST_CHANGES).map((it) => `${moduleSign(it)} ${it.name} ${moduleTotalText(it)}`);
  return largest.length === 0 ? '' : `\nLoaded by INIT: ${largest.join(', ')}`;
}

function wholeAnnotation(result: CheckResult): Annotation {
  const { verdict, passes, reason } = result;
  return {
    level: passes ? levelOf(result, verdict) : 'error',
    title: titleOf(result, verdict),
    message: sentence(reason),
  };
}

const warnings = (result: CheckResult): Annotation[] =>
  result.warnings.filter(isSevere).map(({ message, hint, code }) => ({
    level: 'warning',
    title: titleOf(result, code),
    message: `${sentence(message)} ${sentence(hint)}`,
  }));

/** As many as are shown; the last one says how many more there are. */
function fewest(annotations: readonly Annotation[]): readonly Annotation[] {
  const last = annotations[MOST_OF_A_LEVEL - 1];
  if (annotations.length <= MOST_OF_A_LEVEL || last === undefined) return annotations;
  const more = annotations.length - MOST_OF_A_LEVEL;
  const message = `${last.message}\n… and ${more} more like it: see the summary.`;
  return [...annotations.slice(0, MOST_OF_A_LEVEL - 1), { ...last, message }];
}
