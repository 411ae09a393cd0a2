import type { Members, Recordable } from '../compare/recordable.js';
import type { ErrorMembers } from './error-members.js';
import type { Refusal } from './wire.js';

/** An answer of the service as boto3 hands it out, which is what the recordings hold. */
export function answerView(output: object): Members {
  const { $metadata, ...members } = output as { $metadata: { httpStatusCode?: number } };
  return { ...viewOf(members), ResponseMetadata: metadata($metadata.httpStatusCode ?? 0) };
}

/**
 * A refusal as botocore's ClientError shows it: code and message, and beside them the members that AWS's model knows of
 * that error, by the model's spelling (botocore 1.43 `parsers.py`: `_do_error_parse`, `_do_modeled_error_parse`).
 */
export function refusalView(refusal: Refusal, membersOf: ErrorMembers): Members {
  const body = JSON.parse(refusal.body || '{}') as Record<string, Recordable>;
  const type = refusal.headers['x-amzn-errortype'] ?? String(body.__type ?? body.code ?? '');
  const code = type.split(':')[0]?.split('#').at(-1) ?? '';
  const known = membersOf(code).filter((name) => body[name] !== undefined && body[name] !== null);
  return {
    Error: { Code: code, Message: body.message ?? body.Message ?? '' },
    ...Object.fromEntries(known.map((name) => [name, body[name] ?? null])),
    ResponseMetadata: metadata(refusal.status),
  };
}

const metadata = (status: number): Members => ({ HTTPHeaders: {}, HTTPStatusCode: status });

function viewOf(value: object): Members {
  const present = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, memberOf(member)]));
}

function memberOf(value: unknown): Recordable {
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (Array.isArray(value)) return value.map(memberOf);
  return typeof value === 'object' && value !== null ? viewOf(value) : (value as Recordable);
}
