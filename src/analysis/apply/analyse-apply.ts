import type { ApplyRecording } from '../../recording/index.js';
import { type AnalysisOptions, analyse, priceBookOf } from '../analyse.js';
import { APPLY_RESULT_SCHEMA_VERSION, type ApplyResult } from './apply-result-schema.js';
import { judgeCanary } from './canary.js';
import { verify } from './verify.js';

/** All that is concluded of an application: a pure function of its recording, whether it is over or goes on. */
export function analyseApply(recording: ApplyRecording, options: AnalysisOptions = {}): ApplyResult {
  const { header, measurements, end, unreadable, watched, steps } = recording;
  const run = { header, measurements, unreadable, ...(end === undefined ? {} : { end }) };
  const { result } = analyse(run, options);
  const published = steps.findLast((it) => it.kind === 'published');
  const back = steps.findLast((it) => it.kind === 'rolled-back');
  return {
    schemaVersion: APPLY_RESULT_SCHEMA_VERSION,
    kind: 'apply',
    tool: header.tool,
    startedAt: header.startedAt,
    endReason: end?.reason ?? null,
    ...(end?.detail === undefined ? {} : { endDetail: end.detail }),
    function: header.function,
    target: header.target,
    host: header.host,
    apply: header.apply,
    outcome: outcomeOf(recording),
    ...(back === undefined ? {} : { rolledBackWhy: back.why }),
    ...(published === undefined ? {} : { publishedVersion: published.version }),
    verification: verify(recording, priceBookOf(header, options.asOf ?? header.startedAt.slice(0, 10), options)),
    canary: judgeCanary(watched, header.apply),
    sizes: result.sizes,
    unreadableLines: unreadable.length,
    priceBook: result.priceBook,
    spent: result.spent,
    warnings: result.warnings.filter(({ code }) => !OF_A_CHOICE.has(code)),
    ...(result.calls === undefined ? {} : { calls: result.calls }),
  };
}

/** What a tuning is warned of its choice, here where nothing is chosen. */
const OF_A_CHOICE: ReadonlySet<string> = new Set([
  'tied',
  'edge-of-range',
  'recommended-capped',
  'limit-undecided',
  'no-size-meets-limit',
  'chosen-fails',
  'every-size-failed',
  'host-too-noisy',
  'not-enough-measured',
  'sizes-disturbed',
  'sizes-failed',
  'some-failures',
  'selection-biased',
  'few-measurements',
]);

function outcomeOf({ steps }: ApplyRecording): ApplyResult['outcome'] {
  const last = steps.at(-1);
  if (last === undefined) return 'not-applied';
  if (last.kind === 'applied' || last.kind === 'rolled-back') return last.kind;
  return 'unfinished';
}
