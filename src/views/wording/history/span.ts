import type { HistoryResult } from '../../../analysis/index.js';

const DAY = 10;
const MINUTE = 16;
const SECOND = 19;

/** `2026-09-08`; with the time of day where any day has several sessions, to the second where a minute has. */
export function momentText({ sessions }: Pick<HistoryResult, 'sessions'>, iso: string): string {
  const moments = new Set(sessions.map(({ startedAt }) => startedAt));
  const length = [DAY, MINUTE].find((it) => new Set([...moments].map((one) => one.slice(0, it))).size === moments.size);
  return iso.slice(0, length ?? SECOND).replace('T', ' ');
}

/** `12 checks and 3 runs from 2026-09-01 to 2026-09-15`. */
export function historySpan(result: HistoryResult): string {
  const { sessions } = result;
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return 'no session';
  const counts = (['check', 'run'] as const)
    .map((kind) => ({ kind, count: sessions.filter((it) => it.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count.toLocaleString('en-US')} ${kind}${count === 1 ? '' : 's'}`)
    .join(' and ');
  if (first === last) return `${counts} of ${momentText(result, first.startedAt)}`;
  return `${counts} from ${momentText(result, first.startedAt)} to ${momentText(result, last.startedAt)}`;
}

/** The functions that it is of. */
export const historyNames = ({ sessions }: HistoryResult): string =>
  [...new Set(sessions.map(({ name }) => name))].join(', ');

/** Said in every view: two days differ by more than two versions of the code. */
export const FOR_READING = 'For reading, never for gating: "kelvin check" measures both sides in one session.';
