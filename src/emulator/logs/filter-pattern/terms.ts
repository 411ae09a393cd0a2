import { regexTest } from './comparison.js';
import { InvalidFilterPattern, type Scanner } from './scanner.js';

type Occurs = (message: string) => boolean;

const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const REGEX = /%((?:[^%\\]|\\.)*)%/y;
const BARE = /[^\s"]+/y;
const PLAIN = /^[\p{L}\p{N}_]+$/u;

/**
 * `ERROR "two words" -DEBUG`: all have to occur and none that has a minus; `?ERROR ?WARN`: any one. Beside other terms
 * those with a question mark are no condition at all (user guide: the operator "will be ignored" then).
 */
export function parseTerms(scanner: Scanner): Occurs {
  const required: Occurs[] = [];
  const optional: Occurs[] = [];
  while (!scanner.isAtEnd) {
    if (scanner.take('?')) {
      optional.push(parseTerm(scanner));
    } else if (scanner.take('-')) {
      const excluded = parseTerm(scanner);
      required.push((message) => !excluded(message));
    } else {
      required.push(parseTerm(scanner));
    }
  }
  if (required.length === 0 && optional.length > 0) return (message) => optional.some((occurs) => occurs(message));
  return (message) => required.every((occurs) => occurs(message));
}

/** A term is found anywhere, within words too: `ERROR` in `ERRORCODE` (user guide, example 1). */
function parseTerm(scanner: Scanner): Occurs {
  const quoted = scanner.match(QUOTED);
  if (quoted !== undefined) {
    const text = (quoted[1] ?? '').replace(/\\(.)/g, '$1');
    return (message) => message.includes(text);
  }
  const regex = scanner.match(REGEX);
  if (regex !== undefined) return regexTest(regex[1] ?? '');
  const [term = ''] = scanner.match(BARE) ?? [];
  if (!PLAIN.test(term)) throw new InvalidFilterPattern(`Invalid character(s) in term '${term}'`);
  return (message) => message.includes(term);
}
