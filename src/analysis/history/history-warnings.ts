import type { Warning } from '../result-schema.js';
import { FEWEST_SESSIONS } from './changes.js';
import type { HistorySeries, HistorySetting } from './history-schema.js';
import type { Session } from './session.js';

export interface HistoryFacts {
  readonly sessions: readonly Session[];
  readonly settings: readonly HistorySetting[];
  readonly series: readonly HistorySeries[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  readonly isPriced: boolean;
}

/** What is to be known before a history is read. */
export const historyWarnings = (facts: HistoryFacts): Warning[] =>
  [leftOut, fewSessions, apart, codeNotTold, recordedBases, notHeld, simulated, unreadable, unpriced].flatMap(
    (warning) => warning(facts) ?? [],
  );

type Check = (facts: HistoryFacts) => Warning | undefined;

const leftOut: Check = ({ leftOut: all }) =>
  all.length === 0
    ? undefined
    : {
        code: 'left-out',
        message: `${counted(all.length, 'recording is', 'recordings are')} left out: ${listed(all.map(({ path, reason }) => `${path} ${reason}`))}`,
        hint: 'a history is made of recordings of "kelvin check", "kelvin tune" and "kelvin baseline save"',
      };

const fewSessions: Check = ({ series }) => {
  const measured = series.filter(({ metric }) => metric !== 'packageSize');
  const most = Math.max(0, ...measured.map(({ head }) => head.length));
  return most >= FEWEST_SESSIONS
    ? undefined
    : {
        code: 'few-sessions',
        message: `a change of level needs ${FEWEST_SESSIONS} sessions that can be compared, and there are ${most}`,
        hint: 'for two versions of the code "kelvin check" measures both in one session, which says more than two days',
      };
};

const apart: Check = ({ settings }) => {
  const names = new Set(settings.map(({ name }) => name));
  if (settings.length <= names.size) return undefined;
  return {
    code: 'not-mixed',
    message: `${settings.length} settings are kept apart, as figures of one cannot be held against those of another: ${settings.map(({ name, label }) => (names.size > 1 ? `${name}: ${label}` : label)).join('; ')}`,
    hint: 'measure on one host, architecture and region to see one series',
  };
};

const codeNotTold: Check = ({ sessions }) => {
  const count = sessions.filter(({ head }) => head.code.id === null).length;
  return count === 0
    ? undefined
    : {
        code: 'code-not-told',
        message: `${counted(count, 'recording does', 'recordings do')} not say which code was measured`,
        hint: 'whether your code or the platform moved cannot be said across them',
      };
};

const recordedBases: Check = ({ sessions }) => {
  const count = sessions.filter(({ hasRecordedBase }) => hasRecordedBase).length;
  return count === 0
    ? undefined
    : {
        code: 'recorded-base',
        message: `${counted(count, 'check had', 'checks had')} a base from a recording, which is no witness of its session`,
        hint: 'give that recording to the history as well: it counts on the day it was measured',
      };
};

const notHeld: Check = ({ sessions }) => {
  const count = sessions.filter(
    ({ target }) => target.cpu?.enforced === false || target.memory?.enforced === false,
  ).length;
  return count === 0
    ? undefined
    : {
        code: 'limits-not-enforced',
        message: `${counted(count, 'session', 'sessions')} ran on an emulator that did not hold functions to their share`,
        hint: 'its host says as much as its functions do; see "kelvin doctor"',
      };
};

const simulated: Check = ({ settings }) =>
  settings.every((it) => it.simulated === null)
    ? undefined
    : {
        code: 'simulated',
        message: 'times of an emulator with simulated platform noise are among the figures',
        hint: 'they are drawn and not measured: they say nothing of AWS on that day',
      };

const unreadable: Check = ({ sessions }) => {
  const count = sessions.reduce((sum, it) => sum + it.unreadable, 0);
  return count === 0
    ? undefined
    : {
        code: 'unreadable-lines',
        message: `${counted(count, 'line', 'lines')} of the recordings could not be read and ${count === 1 ? 'is' : 'are'} in no figure`,
        hint: 'the last line of a recording whose run was killed is torn',
      };
};

const unpriced: Check = ({ isPriced }) =>
  isPriced
    ? undefined
    : {
        code: 'no-prices',
        message: 'there is no cost: no price book is known for the region of the last session',
        hint: 'name your own with --prices',
      };

const MOST_LISTED = 5;

/** The JSON has them all. */
const listed = (all: readonly string[]): string =>
  all.length <= MOST_LISTED
    ? all.join('; ')
    : `${all.slice(0, MOST_LISTED).join('; ')}; and ${all.length - MOST_LISTED} more`;

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
