import type { CheckHeader, CheckRecording, CheckSource, Header, Recording } from '../../recording/index.js';
import { type ColdStart, coldStartsOf } from '../check/cold-starts.js';
import type { HistoryCode, HistorySession } from './history-schema.js';
import { inEnvironments } from './in-environments.js';

/** A recording that a history is made of, under the name that the user knows. */
export type HistoryRecording =
  | { readonly kind: 'run'; readonly path: string; readonly recording: Recording }
  | { readonly kind: 'check'; readonly path: string; readonly recording: CheckRecording };

/** One side of a session: one code, measured. */
export interface SessionSide {
  readonly code: HistoryCode;
  readonly function: Header['function'];
  readonly starts: readonly ColdStart[];
}

/** What was measured at one time, in the terms that runs and checks share. */
export interface Session {
  readonly facts: HistorySession;
  readonly target: Header['target'];
  readonly host: Header['host'];
  readonly seed: number;
  readonly atATime: number;
  readonly payloads: string;
  readonly coldShareRatio: Header['scenario']['coldShareRatio'];
  readonly prices: Header['prices'];
  readonly unreadable: number;
  /** Its base was measured another day: it is no witness of this session. */
  readonly hasRecordedBase: boolean;
  readonly head: SessionSide;
  readonly base: SessionSide | undefined;
}

export const sessionOf = (it: HistoryRecording): Session =>
  it.kind === 'run' ? ofRun(it.path, it.recording) : ofCheck(it.path, it.recording);

function ofRun(path: string, { header, measurements, end, unreadable }: Recording): Session {
  const { scenario, target, host, seed, startedAt, tool, prices } = header;
  const code = codeOf(header.function);
  const { proved } = coldStartsOf(inEnvironments(measurements, scenario.concurrency));
  return {
    facts: {
      ...{ path, kind: 'run', name: scenario.name, startedAt, tool },
      ...{ end: end?.reason ?? null, head: code, base: null },
    },
    ...{ target, host, seed, prices },
    atATime: scenario.concurrency,
    payloads: payloadWords(scenario.payloads),
    coldShareRatio: scenario.coldShareRatio,
    unreadable: unreadable.length,
    hasRecordedBase: false,
    head: { code, function: header.function, starts: proved },
    base: undefined,
  };
}

function ofCheck(path: string, { header, measurements, end, unreadable }: CheckRecording): Session {
  const { check, target, host, seed, startedAt, tool, prices } = header;
  const hasRecordedBase = header.base.source.kind === 'recording' || measurements.some((it) => it.recorded === true);
  const { proved } = coldStartsOf(measurements.filter((it) => it.recorded !== true));
  const [head, base] = [sideOf(header, 'head', proved), sideOf(header, 'base', proved)];
  // The same code twice, as of a check against itself: one level, known twice as well.
  const isSame = !hasRecordedBase && (header.isSelf || (head.code.id !== null && head.code.id === base.code.id));
  const whole = isSame ? { ...head, starts: proved } : head;
  return {
    facts: {
      ...{ path, kind: 'check', name: check.name, startedAt, tool },
      ...{ end: end?.reason ?? null, head: head.code, base: isSame || hasRecordedBase ? null : base.code },
    },
    ...{ target, host, seed, prices },
    atATime: check.atATime,
    payloads: payloadWords(check.payloads),
    coldShareRatio: check.coldShareRatio,
    unreadable: unreadable.length,
    hasRecordedBase,
    head: whole,
    base: isSame || hasRecordedBase ? undefined : base,
  };
}

const sideOf = (header: CheckHeader, side: 'base' | 'head', starts: readonly ColdStart[]): SessionSide => ({
  code: codeOf(header[side].function, header[side].source),
  function: header[side].function,
  starts: starts.filter((it) => it.side === side),
});

/**
 * By the hash of the package, else by the commit; and by what the function was configured with beside it. Kelvin's own zips
 * have one hash for one content (`zipFolder`).
 */
function codeOf(fn: Header['function'], source?: CheckSource): HistoryCode {
  const { codeSha256, runtime, packageType, handler, environmentNames } = fn;
  const commit = commitOf(source);
  const content = codeSha256 ?? commit;
  const id =
    content === undefined ? null : [content, runtime ?? '', packageType, handler ?? '', ...environmentNames].join(' ');
  return {
    id,
    label: labelOf(fn, source, commit),
    ...(commit === undefined ? {} : { commit }),
    ...(codeSha256 === undefined ? {} : { codeSha256 }),
  };
}

function commitOf(source: CheckSource | undefined): string | undefined {
  if (source?.kind === 'git') return source.commit;
  return source?.kind === 'working-tree' && source.isDirty === false ? source.commit : undefined;
}

const SHOWN = 7;

function labelOf(
  { codeSha256, qualifier }: Header['function'],
  source: CheckSource | undefined,
  commit: string | undefined,
): string {
  if (commit !== undefined) return commit.slice(0, SHOWN);
  const sha = codeSha256?.slice(0, SHOWN);
  if (source?.kind === 'working-tree') return `working tree${sha === undefined ? '' : ` (${sha})`}`;
  const version = source?.kind === 'function' ? source.qualifier : qualifier;
  return [version, sha].find((it) => it !== undefined) ?? 'code not known';
}

/** Payloads with their weights, where there are several. */
const payloadWords = (payloads: Header['scenario']['payloads']): string =>
  payloads.length === 1
    ? (payloads[0]?.name ?? '')
    : [...payloads]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, weight }) => `${name} ${weight}`)
        .join(', ');
