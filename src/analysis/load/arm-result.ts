import type { LoadHeader } from '../../recording/index.js';
import { reportedInitsOf } from '../reported-inits.js';
import type { ArmReading } from './arm-reading.js';
import type { ComparedArm } from './candidate.js';
import { type CostTerms, costTermsOfOne } from './cost.js';
import { environmentSpans } from './environments.js';
import { type Figured, type FigureTerms, figuresOf } from './figures.js';
import type { LoadArm } from './load-result.js';
import { type PhaseSpan, phaseAt, plannedSpans, spansOf } from './phase-span.js';
import { curveOf, pointsOf } from './points.js';
import { type Step, saturationOf } from './saturation.js';
import { type Selection, select } from './selection.js';
import { seriesOf } from './series.js';

/** A ramp is looked at in so many stretches, each as if it were a phase at one rate. */
const RAMP_STRETCHES = 10;

/** All figures of an arm that has ended, or was cut short. */
export function armResult(reading: ArmReading, header: LoadHeader, cost: CostTerms | null): ComparedArm {
  const planned = plannedSpans(header);
  reading.finish((ms) => phaseAt(planned, ms));
  const spans = spansOf(planned, reading);
  const { rows, begin, beats } = reading;
  const all = select(rows, spans);
  const own: FigureTerms = { header, cost, beats };
  const environments = environmentSpans(all);
  const terms: FigureTerms = { ...own, environments };
  const total = figuresOf(all, terms);
  const steps = spans.map((span) =>
    stepOf(reading, span, terms, spans.length === 1 ? { selection: all, figured: total } : undefined),
  );
  const isLatencyKnown = total.limit === undefined;
  const { latencyMs } = total.figures;
  const isTailKnown = isLatencyKnown && latencyMs?.p99.value !== null;
  return {
    latency: total.latency,
    arm: {
      arm: begin.arm,
      memorySizeMB: begin.memorySizeMB,
      architecture: begin.architecture,
      ...statusOf(reading, total),
      total: total.figures,
      phases: steps.map(({ span: { index, phase }, figured }) => ({
        index,
        name: phase.name,
        kind: phase.kind,
        figures: figured.figures,
      })),
      functions: functionsOf(reading, spans, own),
      series: seriesOf(all, spans.at(-1)?.endMs ?? 0, { cost, environments, isLatencyKnown, isTailKnown }),
      curve: latencyMs === null ? [] : curveOf(total.latency, latencyMs),
      points: isLatencyKnown ? pointsOf(all) : [],
      saturation: saturationOf(
        steps.flatMap((step) => (step.span.phase.kind === 'ramp' ? rampSteps(reading, step, terms) : [step])),
      ),
      ...initsPart(reading, header),
    },
  };
}

function initsPart({ inits }: ArmReading, { functions }: LoadHeader): Pick<LoadArm, 'reportedInits'> {
  const reportedInits = functions.flatMap((fn, index) => {
    const own = inits.filter((it) => (it.function ?? 0) === index).map(({ init }) => init);
    const found = reportedInitsOf(own, fn);
    return found === undefined ? [] : [{ functionName: fn.name, ...found }];
  });
  return reportedInits.length === 0 ? {} : { reportedInits };
}

function stepOf(
  { rows }: ArmReading,
  span: PhaseSpan,
  terms: FigureTerms,
  known: { readonly selection: Selection; readonly figured: Figured } | undefined,
): Step {
  if (known !== undefined) return { span, ...known };
  const selection = select(rows, [span], (row) => rows.phase.at(row) === span.index);
  return { span, selection, figured: figuresOf(selection, terms) };
}

function rampSteps({ rows }: ArmReading, { span }: Step, terms: FigureTerms): Step[] {
  const lengthMs = (span.endMs - span.startMs) / RAMP_STRETCHES;
  return Array.from({ length: lengthMs > 0 ? RAMP_STRETCHES : 0 }, (_, index) => {
    const stretch = { ...span, startMs: span.startMs + index * lengthMs, endMs: span.startMs + (index + 1) * lengthMs };
    const isIn = (row: number): boolean =>
      rows.phase.at(row) === span.index && rows.due.at(row) >= stretch.startMs && rows.due.at(row) < stretch.endMs;
    const selection = select(rows, [stretch], isIn);
    return { span: stretch, selection, figured: figuresOf(selection, terms) };
  });
}

function functionsOf({ rows }: ArmReading, spans: readonly PhaseSpan[], terms: FigureTerms): LoadArm['functions'] {
  const { functions } = terms.header;
  if (functions.length < 2) return [];
  return functions.map(({ name }, index) => ({
    name,
    figures: figuresOf(
      select(rows, spans, (row) => rows.function.at(row) === index),
      { ...terms, cost: costTermsOfOne(terms.cost, index) },
    ).figures,
  }));
}

/** How an arm ended before all of it was sent. */
export const ENDED: Readonly<Record<string, string>> = {
  budget: 'the budget was used up',
  'max-requests': 'the most requests that were allowed had been sent',
  for: 'its time was up',
  stopped: 'it was stopped by its user',
  interrupted: 'it was interrupted',
  failed: 'it failed',
};

/** With what came instead of answers most often: by that alone one knows where to look. */
function nothingAnswered(failures: LoadArm['total']['failures']): string {
  const [most] = [...failures].sort((a, b) => b.count - a.count);
  const name = most === undefined ? '' : ` (${most.errorType ?? most.kind.replaceAll('-', ' ')})`;
  return `no request was answered well${name}`;
}

function statusOf({ end }: ArmReading, { figures, limit }: Figured): Pick<LoadArm, 'status' | 'statusNote'> {
  const { answered, failed, due } = figures.counts;
  // Who ends a load before anything could be answered has not seen it fail.
  const isWithdrawn = (end?.reason === 'interrupted' || end?.reason === 'stopped') && failed === 0;
  if (end?.reason === 'failed' || (answered === 0 && due > 0 && !isWithdrawn)) {
    return { status: 'failed', statusNote: answered === 0 ? nothingAnswered(figures.failures) : 'it failed' };
  }
  if (limit !== undefined) return { status: 'generator-limited', statusNote: limit };
  if (end?.reason === 'complete') return { status: 'complete' };
  return {
    status: 'cut-short',
    statusNote: end === undefined ? 'the recording ends in the middle of it' : (ENDED[end.reason] ?? end.reason),
  };
}
