import { z } from 'zod';
import type { ProblemList } from '../problem-list.js';
import type { FieldPath } from '../problems.js';
import type { Via } from './load-plan.js';

export const VIA = 'invoke, invoke-stream, function-url, {functionUrl: NONE} or {url: https://...}';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const URL_TEXT = 'an address with http:// or https://';
const HEADERS = 'a map from names of headers to texts';

const AUTH = ['AWS_IAM', 'NONE'] as const;
const EITHER = 'a map with `url` or `functionUrl`';

const addressSchema = z.strictObject(
  {
    functionUrl: z
      .enum(AUTH, { error: `one of ${AUTH.join(', ')}` })
      .optional()
      .describe(
        'a function URL made for the run, with this auth type; AWS_IAM (as with `function-url`) signs requests',
      ),
    url: z
      .string({ error: URL_TEXT })
      .min(1, { error: URL_TEXT })
      .optional()
      .describe('its memory size is not changed'),
    method: z
      .enum(METHODS, { error: `one of ${METHODS.join(', ')}` })
      .optional()
      .describe('default: POST where a payload is named, else GET'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/), z.string({ error: 'text' }), { error: HEADERS })
      .optional()
      .describe(
        'where a value holds $ and a name in braces, that environment variable of whoever runs it stands there: ' +
          'no secret need be in the file',
      ),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : EITHER) },
);

export const viaSchema = z.union(
  [
    z.enum(['invoke', 'invoke-stream', 'function-url'], { error: VIA }),
    addressSchema.meta({ oneOf: [{ required: ['url'] }, { required: ['functionUrl'] }] }),
  ],
  {
    error: VIA,
  },
);

export type ViaEntry = z.output<typeof viaSchema>;

/** Headers that the connection decides, not who writes a scenario. */
const OF_THE_CONNECTION = [
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
];

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

function filledIn(text: string, path: FieldPath, environment: NodeJS.ProcessEnv, problems: ProblemList): string {
  return text.replaceAll(VARIABLE, (_, name: string) => {
    const value = environment[name];
    if (value === undefined) problems.add(path, `the environment variable ${name} is not set; expected it to be`);
    return value ?? '';
  });
}

function urlFault(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return `got ${JSON.stringify(text)}; expected ${URL_TEXT}`;
  if (url.username !== '' || url.password !== '') return 'holds a user or a password; expected them in `headers`';
  return undefined;
}

function headersOf(
  headers: Readonly<Record<string, string>>,
  path: FieldPath,
  environment: NodeJS.ProcessEnv,
  problems: ProblemList,
): Readonly<Record<string, string>> {
  const filled = Object.entries(headers).map(([name, value]) => {
    const at = [...path, 'headers', name];
    if (OF_THE_CONNECTION.includes(name.toLowerCase())) {
      problems.add(at, 'is decided by the connection; expected it to be left out');
    }
    const text = filledIn(value, at, environment, problems);
    if (/[\r\n\0]/.test(text)) problems.add(at, 'holds more than one line; expected one');
    return [name, text] as const;
  });
  return Object.fromEntries(filled);
}

/** How requests reach the function, by the file's form of it. `hasPayload`: the user named what to send. */
export function resolveVia(
  entry: ViaEntry | undefined,
  hasPayload: boolean,
  path: FieldPath,
  problems: ProblemList,
  environment: NodeJS.ProcessEnv = process.env,
): Via {
  if (entry === undefined || entry === 'invoke') return { kind: 'invoke', streamed: false };
  if (entry === 'invoke-stream') return { kind: 'invoke', streamed: true };
  if (entry === 'function-url') return { kind: 'function-url' };
  const { functionUrl, url } = entry;
  if (functionUrl !== undefined) {
    for (const key of ['url', 'method', 'headers'] as const) {
      if (entry[key] !== undefined) problems.add([...path, key], 'goes with no `functionUrl`; expected one of them');
    }
    return { kind: 'function-url', auth: functionUrl };
  }
  const { method = hasPayload ? 'POST' : 'GET', headers = {} } = entry;
  const isReported = problems.has([...path, 'url']) || problems.has([...path, 'functionUrl']);
  const fault = url === undefined ? 'missing; expected an address, or `functionUrl`' : urlFault(url);
  if (fault !== undefined && !isReported) problems.add([...path, 'url'], fault);
  return {
    kind: 'url',
    url: isReported ? '' : (url ?? ''),
    method,
    headers: headersOf(headers, path, environment, problems),
  };
}

/** What a URL cannot go with: whose function is behind it is nobody's to choose. */
export function checkUrl(
  via: Via,
  functions: readonly { readonly function: { readonly kind: 'code' | 'existing' } }[],
  path: FieldPath,
  problems: ProblemList,
): void {
  if (via.kind !== 'url' || via.url === '' || functions.length === 0) return;
  if (functions.length > 1) {
    problems.add(path, 'a URL reaches one function, and there are several; expected `function-url` or `invoke`');
  } else if (functions[0]?.function.kind === 'code') {
    const message =
      'a URL does not reach a function made for the run; expected `function-url`, or `name` instead of `code`';
    problems.add(path, message);
  }
}
