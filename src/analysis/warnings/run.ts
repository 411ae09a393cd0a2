import { type PriceBook, youngerThan } from '../../pricing/index.js';
import { type Header, provisionedConcurrencyOf, startKind } from '../../recording/index.js';
import { allowedErrorsOf } from '../allowed-errors.js';
import type { Warning } from '../result-schema.js';
import { areFiguresSimulated } from '../simulated.js';
import { type Findings, warnIf } from './findings.js';
import { allowedErrorsWarnings, hooksFailedWarnings } from './hooks-and-errors.js';
import { instancesWarnings, invokeWarnings } from './invoke.js';
import { openWarnings } from './open.js';

type Target = Header['target'];

/** About the run as a whole: where it ran, how it ended, what could not be read. */
export function runWarnings(findings: Findings): Warning[] {
  const { measurements, end } = findings.recording;
  return [
    ...endWarnings(findings),
    ...openWarnings(measurements),
    ...simulatedWarnings(findings.recording.header.target),
    ...invocationWarnings(findings),
    ...targetWarnings(findings),
    ...readingWarnings(findings),
    ...allowedErrorsWarnings(
      allowedErrorsOf(measurements),
      `${measurements.length.toLocaleString('en-US')} invocations`,
    ),
    ...hooksFailedWarnings(end?.hooksFailed),
  ];
}

const invocationWarnings = ({ recording: { header, measurements } }: Findings): Warning[] => [
  ...invokeWarnings(header.scenario.invoke, header.function.runtime, measurements),
  ...instancesWarnings(header.function),
];

const ENDED = { stopped: 'was stopped by its user', interrupted: 'was interrupted', failed: 'failed' } as const;

function endWarnings({ recording: { header, end } }: Findings): Warning[] {
  const rest = header.scenario.exploration === undefined ? 'for the full number of invocations' : 'to have it decided';
  const hint = `the figures hold for what was recorded until then; run it again ${rest}`;
  if (end === undefined) return warnIf(true, 'no-end', 'the run has not ended: it was killed or still goes on', hint);
  if (end.reason === 'complete') return [];
  const detail = end.detail === undefined ? '' : `: ${end.detail}`;
  return warnIf(true, `run-${end.reason}`, `the run ${ENDED[end.reason]} before its plan was done${detail}`, hint);
}

/** Drawn from distributions, and so neither this machine's nor AWS's today: no reader may take it for measured. */
export function simulatedWarnings(target: Target): Warning[] {
  const { simulated } = target;
  if (simulated === undefined) return [];
  const inFigures = areFiguresSimulated(target)
    ? 'Duration, Init Duration and cost hold that of slower hosts; cold-start overhead and network distance are in the recorded latencies alone'
    : 'it is in the recorded latencies alone';
  return warnIf(
    true,
    'noise-simulated',
    `cloud noise was simulated (seed ${simulated.seed}): ${inFigures}`,
    'each line of the recording says how much of it is simulated; leave --platform-noise out for what this machine measures',
  );
}

function targetWarnings({ recording: { header }, book, day }: Findings): Warning[] {
  const { target, function: fn } = header;
  return [
    ...enforcementWarnings(target),
    ...warnIf(
      fn.runtimeUsed !== undefined,
      'runtime-substituted',
      `the function asks for ${fn.runtime}, and ${fn.runtimeUsed} ran it`,
      'install that version for figures of its own',
    ),
    ...youngerWarnings(book, day),
  ];
}

export function youngerWarnings(book: PriceBook, day: string): Warning[] {
  const younger = youngerThan(book, day);
  return warnIf(
    younger !== undefined,
    'prices-younger',
    `no older prices of ${book.region} are known: ${younger}`,
    'name your own with --prices, if prices were others then',
  );
}

/** Whether the emulator held the functions to what their memory size gives them. */
export function enforcementWarnings(target: Target): Warning[] {
  const cpu = target.cpu?.enforced === false ? target.cpu : undefined;
  const memory = target.memory?.enforced === false ? target.memory : undefined;
  return [
    ...warnIf(
      cpu !== undefined,
      'cpu-not-enforced',
      `the functions had the whole CPU at every size (${cpu?.reason}): durations do not show the memory size's effect`,
      cpu?.hint ?? '',
    ),
    ...warnIf(
      memory !== undefined,
      'memory-not-enforced',
      `the functions were not held to their memory size (${memory?.reason}): none can run out of memory`,
      memory?.hint ?? '',
    ),
    ...roughWarnings(target),
  ];
}

/** Held, and less well than by cgroups. */
function roughWarnings({ cpu, memory }: Target): Warning[] {
  return [
    { name: 'CPU share', code: 'cpu-roughly-enforced', limit: cpu },
    { name: 'memory size', code: 'memory-roughly-enforced', limit: memory },
  ].flatMap(({ name, code, limit }) => {
    if (limit?.enforced !== true || limit.caveat === undefined) return [];
    const { backend, caveat, passedOver: [better] = [] } = limit;
    const message = `the functions were held to their ${name} by ${backend}: ${caveat}`;
    const hint =
      better === undefined
        ? `leave "--limits ${backend}" out where the host has cgroups`
        : `${better.backend} cannot be had here (${better.reason}): ${better.hint}`;
    return warnIf(true, code, message, hint);
  });
}

function readingWarnings({ recording, unreadable: { recordingLines, reports } }: Findings): Warning[] {
  const { measurements } = recording;
  const [first] = recording.unreadable;
  // Environments that were there before the run start as they happen to be; of provisioned ones another warning tells.
  const { header } = recording;
  const { managedInstances, provisionedConcurrencyUnknown } = header.function;
  const isAnyStartMeant = [managedInstances, provisionedConcurrencyOf(header), provisionedConcurrencyUnknown].some(
    (it) => it !== undefined,
  );
  const unexpected = measurements.filter(
    ({ outcome, intended }) =>
      !isAnyStartMeant && outcome.kind === 'completed' && startKind(outcome.report) !== intended,
  ).length;
  return [
    ...warnIf(
      recordingLines > 0,
      'recording-lines-unreadable',
      `${recordingLines} ${recordingLines === 1 ? 'line' : 'lines'} of the recording cannot be read (first: line ${first?.lineNumber}, ${first?.reason})`,
      'a run that was killed may leave its last line torn; others mean a damaged file',
    ),
    ...warnIf(
      reports > 0,
      'reports-unreadable',
      `${reports} of ${measurements.length} invocations have no readable report and are in no figure`,
      header.function.onLatest === true
        ? 'the recording says why of each: somebody else may have changed $LATEST, or an environment of before have answered'
        : "check the function's log format and level: at WARN a success leaves no report",
    ),
    ...warnIf(
      unexpected > 0,
      'unexpected-starts',
      `${unexpected} of ${measurements.length} invocations started cold when a warm start was meant, or the other way round; each counts as what its report says`,
      'other traffic on the function, or an endpoint that keeps environments across configurations, does this',
    ),
  ];
}
