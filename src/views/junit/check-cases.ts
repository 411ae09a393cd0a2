import type { CheckFinding, CheckResult } from '../../analysis/index.js';
import { formatMegabytes } from '../../units/index.js';
import { changeLine, failsBy, limitsText, METRIC_HEADINGS, sentence } from '../wording/index.js';
import { element, textElement } from './xml.js';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'error';

export interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

/** `kelvin.checkout.512 MB`: what is before the last dot groups them in most readers. */
const classOf = (result: CheckResult, finding: CheckFinding): string =>
  `kelvin.${result.check.name}.${finding.isExact ? 'code' : formatMegabytes(finding.memorySizeMB)}`;

/** One comparison: an inconclusive one fails, or is skipped where `--inconclusive pass` says that it is no trouble. */
export function caseOf(result: CheckResult, finding: CheckFinding): Case {
  const outcome = outcomeOf(result, finding);
  const { verdict, reason } = finding;
  const told = `${changeLine(finding)}; limits ${limitsText(finding)}`;
  const said = { message: sentence(reason), type: verdict };
  const children =
    outcome === 'passed'
      ? [textElement('system-out', {}, `${verdict}: ${told}`)]
      : [textElement(outcome === 'failed' ? 'failure' : 'skipped', said, told)];
  const name = METRIC_HEADINGS[finding.metric];
  return { outcome, xml: element('testcase', { name, classname: classOf(result, finding) }, children) };
}

function outcomeOf(result: CheckResult, { verdict }: CheckFinding): Outcome {
  if (failsBy(result, verdict)) return 'failed';
  return verdict === 'inconclusive' ? 'skipped' : 'passed';
}

/** Where the check does not pass and no comparison says so: a reader must not see a file that is green. */
export function wholeCase({ check, reason, verdict }: CheckResult): Case {
  const children = [textElement('error', { message: sentence(reason), type: verdict }, reason)];
  return { outcome: 'error', xml: element('testcase', { name: 'check', classname: `kelvin.${check.name}` }, children) };
}
