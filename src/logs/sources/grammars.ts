import { momentOf } from './meta.js';
import type { Grammar } from './record-decoder.js';

/**
 * `aws logs filter-log-events|get-log-events --output text` (aws-cli 1.45 and 2, awscli/text.py): the fields of an event
 * in the order of their names with tabs between, tabs and newlines of the message as they are; so an event ends with
 * its timestamp, and only there may the next one begin.
 */
export const AWS_TEXT: Grammar = {
  head: /^(?:EVENTS\t(?:\d{50,}\t\d{13}\t([^\t]*)|\d{13})\t|(SEARCHEDLOGSTREAMS|NEXTTOKEN)\t|([bf]\/\d+(?:\/s)?\t[bf]\/\d+(?:\/s)?)$)/,
  closes: (before) => before === '' || /(?:^|\t)\d{13}$/.test(before),
  event: ([, stream, other, tokens], rest) => {
    if (other !== undefined || tokens !== undefined) return undefined;
    const at = /\t(\d{13})$/.exec(rest);
    const text = at === null ? rest : rest.slice(0, at.index);
    return { text, meta: { ...(stream === undefined ? {} : { logStream: stream }), ...momentOf(Number(at?.[1])) } };
  },
};

/** `aws logs get-query-results --output text`: a field a line; the moment stands in an event of its own and is lost. */
export const AWS_RESULTS: Grammar = {
  head: /^(?:RESULTS\t([^\t]+)\t|STATISTICS\t|CWLI\t|(?:Complete|Running|Cancelled|Timeout)$)/,
  event: ([, field], rest) => (field === '@message' ? { text: rest, meta: {} } : undefined),
};

/** `--query 'events[].[timestamp,message]' --output text`. */
export const AWS_ROWS: Grammar = {
  head: /^(\d{13})\t/,
  event: ([, at], rest) => ({ text: rest, meta: momentOf(Number(at)) }),
};

/** `--query 'events[].message' --output text`: the messages with tabs between, and their own newlines before those. */
export const AWS_MESSAGES: Grammar = {
  head: /^\t?/,
  event: (_, rest) => ({ text: rest, meta: {} }),
};

const COLOUR = String.raw`(?:\x1b\[\d*m)*`;
const MOMENT = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)`;

/**
 * `aws logs tail` (version 2, awscli/customizations/logs/tail.py): detailed and json, in which the log stream follows
 * the moment and a message that is JSON begins on a line of its own; coloured where it was told to.
 */
export const AWS_TAIL: Grammar = {
  head: new RegExp(
    String.raw`^${COLOUR}${MOMENT}${COLOUR} ${COLOUR}(\d{4}/\d\d/\d\d/\S*\[\S+?\][0-9a-f]{32})${COLOUR} ?`,
  ),
  event: ([, at, logStream = ''], rest) => ({
    text: rest.startsWith('\n{') ? onOneLine(rest.slice(1)) : rest,
    meta: { logStream, ...momentOf(at) },
  }),
};

/** `sam logs` (samcli/lib/observability/cw_logs): the stream before the moment, and as `aws logs tail` otherwise. */
export const SAM_LOGS: Grammar = {
  head: new RegExp(
    String.raw`^${COLOUR}(\d{4}/\d\d/\d\d/\S*\[\S+?\][0-9a-f]{32})${COLOUR} ${COLOUR}${MOMENT}${COLOUR} ?`,
  ),
  event: ([, logStream = '', at], rest) => ({ text: rest, meta: { logStream, ...momentOf(at) } }),
};

function onOneLine(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
