import { invalidToken } from './errors.js';

export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | undefined;
}

const TOKEN = /^kelvin (\d+)$/;

/** What a list operation returns at once, by the position at which the page begins. @param most AWS's limit. */
export function pageOf<T>(all: readonly T[], token: string | undefined, limit: number | undefined, most = 50): Page<T> {
  const start = token === undefined ? 0 : startOf(token);
  const end = start + Math.min(limit ?? most, most);
  return { items: all.slice(start, end), nextToken: end < all.length ? tokenAt(end) : undefined };
}

export const tokenAt = (position: number): string => Buffer.from(`kelvin ${position}`).toString('base64');

function startOf(token: string): number {
  const [, position] = TOKEN.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (position === undefined) throw invalidToken();
  return Number(position);
}
