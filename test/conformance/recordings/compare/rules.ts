import type { Recordable } from './recordable.js';
import { keyed, masked, numbered, placed, rewritten, type Transformer } from './transformers.js';

/** Where the emulator is asked: AWS's account number and region are its own. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

const UUID = /^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}/;
const ISO_8601 =
  /[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-][01]\d:?(?:[0-5]\d)?)/g;
const ARN = /^arn:(?:aws[a-zA-Z-]*)?:(?:[a-zA-Z0-9-_.]+)?:(?:[^:]+)?:(?:\d{12})?:(.*)/;
const LOG_STREAM = /^\d{4}\/\d{1,2}\/\d{1,2}\/\[(?:\$LATEST|\d+)\][0-9a-f]{8,32}/;

/** For every recording, after its own. */
export const basicRules: readonly Transformer[] = [
  numbered((name, value) => textIf(value, name.toLowerCase().endsWith('id') && matches(value, UUID)), 'uuid'),
  rewritten(ISO_8601, 'date'),
  masked((_, value) => (value instanceof Date ? 'datetime' : undefined), 'datetime'),
  masked((name, value) => {
    const isTime = /timestamp/i.test(name) || name === 'creationTime' || name === 'ingestionTime';
    return isTime && !new RegExp(`^(?:${ISO_8601.source})`).test(String(value)) ? String(value) : undefined;
  }, 'timestamp'),
];

/** For every recording, last. */
export const lastRules: readonly Transformer[] = [
  rewritten(ACCOUNT, '1'.repeat(12)),
  rewritten(REGION, '<region>'),
  rewritten('arn:aws:', 'arn:<partition>:'),
];

export const lambdaRules: readonly Transformer[] = [
  numbered(keyed('FunctionName'), 'function-name'),
  masked(keyed('CodeSize'), '<code-size>'),
  placed((path) => endsWith(path, 'Code', 'Location'), '<location>'),
  placed((path) => endsWith(path, 'Content', 'Location'), '<layer-location>'),
  numbered((_, value) => resourceName(value), 'resource'),
  numbered(
    (name, value) => textIf(value, /^log_?stream_?name$/i.test(name) && matches(value, LOG_STREAM)),
    'log-stream-name',
  ),
];

export const codeHashes: Transformer = numbered(keyed('CodeSha256'), 'code-sha256');

const COMMON: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'aws-access-key-id',
  AWS_SECRET_ACCESS_KEY: 'aws-secret-access-key',
  AWS_SESSION_TOKEN: 'aws-session-token',
  _X_AMZN_TRACE_ID: 'x-amzn-trace-id',
  deadline: 'deadline',
};

/** For what functions see of their own environment. */
export const introspectionRules: readonly Transformer[] = [
  ...Object.entries(COMMON).map(([name, as]) => numbered(keyed(name), as)),
  masked(keyed('remaining_time_in_millis'), '<remaining-time-in-millis>'),
];

export const logsRules: readonly Transformer[] = [
  numbered(keyed('logGroupName'), 'log-group-name'),
  numbered(keyed('logStreamName'), 'log-stream-name'),
  ...['firstEventTimestamp', 'lastEventTimestamp', 'lastIngestionTime'].map((name) => masked(keyed(name), '<time>')),
  masked(keyed('nextToken'), '<next_token>'),
];

const endsWith = (path: readonly string[], parent: string, name: string): boolean =>
  path.at(-2) === parent && path.at(-1) === name;

const matches = (value: Recordable, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const textIf = (value: Recordable, condition: boolean): string | undefined =>
  condition && typeof value === 'string' ? value : undefined;

/** The last part of an ARN; of a function's all behind `function:`, `$LATEST` apart; of a layer's its name. */
function resourceName(value: Recordable): string | undefined {
  const resource = typeof value === 'string' ? ARN.exec(value)?.[1] : undefined;
  if (resource === undefined || (resource.startsWith('<') && resource.endsWith('>'))) return undefined;
  if (resource.includes('/')) return resource.split('/').at(-1);
  if (resource.startsWith('function:')) {
    const [name = ''] = resource.replaceAll('function:', '').split('$');
    return resource.includes('$') ? name.replace(/:+$/, '') : name;
  }
  if (resource.startsWith('layer:')) return resource.split(':')[1];
  return resource.split(':').at(-1);
}
