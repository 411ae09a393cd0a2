import type { Hook, Hooks } from '../../scenario/index.js';

const kindOf = ({ kind }: Hook): string => (kind === 'command' ? 'a command' : 'a function');

/**
 * What is said of hooks before a run begins: not what they are, as a command may hold what nobody else should read.
 * @param around what they are run around; a load has them around each of its loads
 */
export function hooksNote({ before, after, each, payloadFromBefore }: Hooks, around: 'load' | 'asked'): string {
  const place = around === 'load' ? 'the load at each memory size' : `each ${each}`;
  const what = [
    ...(before === undefined ? [] : [`${kindOf(before)} before`]),
    ...(after === undefined ? [] : [`${kindOf(after)} after`]),
  ].join(' and ');
  const asked =
    around === 'load' && each === 'invocation' ? ', as around each invocation they would bend its arrivals' : '';
  const payload =
    around === 'load' && payloadFromBefore
      ? '; what the one before gives is not sent: a load has its payloads before it begins'
      : '';
  return `hooks: ${what} ${place}, not measured${asked}${payload}`;
}
