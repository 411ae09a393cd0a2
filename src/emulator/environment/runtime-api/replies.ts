import type { Rejection, Verdict } from '../effect.js';
import type { Exchange } from './exchange.js';

export const send = (
  exchange: Exchange,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void => exchange.reply(status, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(body));

/** The body of every refusal, in the order of `rapid` (rapi/model/errorresponse.go). */
export const refuse = (exchange: Exchange, { status, errorType, message }: Omit<Rejection, 'kind'>): void =>
  send(exchange, status, { errorMessage: message, errorType });

export const accept = (exchange: Exchange): void => send(exchange, 202, { status: 'OK' });

export function answer(exchange: Exchange, verdict: Verdict | undefined): void {
  if (verdict?.kind === 'reject') refuse(exchange, verdict);
  else accept(exchange);
}

/** As `rapid` answers to a path that it does not have. */
export function notFound(exchange: Exchange): undefined {
  exchange.reply(404, { 'Content-Type': 'text/plain; charset=utf-8' }, '404 page not found\n');
}
