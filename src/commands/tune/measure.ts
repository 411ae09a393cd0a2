import { nextStep, type Step } from '../../explore/index.js';
import { runVisit } from '../../load/index.js';
import type { Architecture } from '../../pricing/index.js';
import type { End, Header, Measurement } from '../../recording/index.js';
import type { Scenario } from '../../scenario/index.js';
import type { FunctionUnderTest } from '../../target/index.js';
import { formatMegabytes } from '../../units/index.js';
import type { RunControl } from '../interrupt.js';

export interface MeasureParts {
  readonly header: Header;
  readonly scenario: Scenario;
  readonly functions: ReadonlyMap<Architecture, FunctionUnderTest>;
  readonly control: RunControl;
  /** All measurements so far; grows through `onMeasurement`. */
  readonly measurements: readonly Measurement[];
  readonly onActivity: (activity: string) => void;
  readonly onMeasurement: (measurement: Measurement) => void;
}

/** Visits one size after another until the plan is done or the user ends it. Returns how it ended. */
export async function measure(parts: MeasureParts): Promise<End['reason']> {
  const { control, header } = parts;
  for (;;) {
    await control.whenResumed();
    if (control.reason !== undefined) return control.reason;
    const step = nextStep(header, parts.measurements);
    if (step === undefined) return 'complete';
    parts.onActivity(`measuring ${formatMegabytes(step.memorySizeMB)}`);
    await visit(step, parts);
  }
}

async function visit(step: Step, parts: MeasureParts): Promise<void> {
  const { control, scenario } = parts;
  const fn = parts.functions.get(step.architecture);
  if (fn === undefined) throw new Error(`there is no function for ${step.architecture}`);
  const fresh = await fn.freshVersion(step.memorySizeMB, control.signal);
  const payloads = step.payloads.map((name) => ({
    name,
    body: scenario.payloads.find((it) => it.name === name)?.body ?? '{}',
  }));
  await runVisit(
    fresh,
    { ...step, payloads, concurrency: scenario.concurrency },
    { signal: control.signal, whenResumed: () => control.whenResumed(), onMeasurement: parts.onMeasurement },
  );
  // A run that is being ended leaves this to the clean-up, which removes all versions of the run at once.
  if (!control.signal.aborted) await fresh.discard();
}
