import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { WireTarget } from '../driver/drive.js';

/** Of the wire itself: what a target says of them is not taken. */
const OWN = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'content-length', 'transfer-encoding', 'te', 'trailer'],
  ...['expect', 'upgrade'],
]);
/** Of the signature, where the wire signs. */
const OF_SIGNATURE = new Set(['authorization', 'date', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256']);

/** Names and values, in their order. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The headers of a target's requests that are the same for all its payloads. @throws TypeError for what HTTP forbids. */
export function commonHeaders(target: WireTarget, host: string): HeaderList {
  const given = Object.entries(target.headers).filter(([name]) => !isOurs(name.toLowerCase(), target));
  for (const [name, value] of given) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const added = [['Host', host] as const, ...defaultsOf(target)].filter(([name]) => !names.has(name.toLowerCase()));
  return [...added, ...given];
}

const isOurs = (name: string, target: WireTarget): boolean =>
  OWN.has(name) || (target.signing !== undefined && OF_SIGNATURE.has(name));

const USER_AGENT = ['User-Agent', 'kelvin'] as const;

function defaultsOf({ protocol }: WireTarget): HeaderList {
  if (protocol === 'http') return [USER_AGENT, ['Accept', '*/*']];
  return [
    USER_AGENT,
    ['Content-Type', 'application/json'],
    ['X-Amz-Invocation-Type', 'RequestResponse'],
    ['X-Amz-Log-Type', 'Tail'],
  ];
}

/** A body's headers; HTTP wants the length of an empty one too, where the method means something by it (RFC 9110, 8.6). */
export function bodyHeaders({ method }: WireTarget, common: HeaderList, body: Uint8Array): HeaderList {
  const isTyped = common.some(([name]) => name.toLowerCase() === 'content-type');
  const length = [['Content-Length', String(body.length)] as const];
  if (body.length === 0) return /^(?:GET|HEAD|OPTIONS|TRACE|DELETE)$/.test(method) ? [] : length;
  return isTyped ? length : [['Content-Type', 'application/json'], ...length];
}

/** Proxies may change these, so no SDK signs them (`@smithy/signature-v4`, read 2026-11). */
const UNSIGNED = new Set([
  ...['authorization', 'cache-control', 'connection', 'expect', 'from', 'keep-alive', 'max-forwards', 'pragma'],
  ...['referer', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'user-agent', 'x-amzn-trace-id'],
]);

export const isSigned = ([name]: readonly [string, string]): boolean =>
  !UNSIGNED.has(name.toLowerCase()) && !/^(?:proxy|sec)-/i.test(name);
