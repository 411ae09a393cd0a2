import { invalidParameter } from '../service-error.js';

export interface Page<T> {
  readonly items: T[];
  /** What the next request hands over as Marker; undefined on the last page. */
  readonly next: string | undefined;
}

/** A page of a list, by the position at which it begins. @param most what a page holds, whatever is asked for. */
export function page<T>(all: readonly T[], marker: string | undefined, size: number | undefined, most = 50): Page<T> {
  const start = marker === undefined || marker === '' ? 0 : positionOf(marker);
  const end = start + Math.min(most, size ?? most);
  return { items: all.slice(start, end), next: end < all.length ? markerOf(end) : undefined };
}

const markerOf = (position: number): string => Buffer.from(`kelvin ${position}`).toString('base64');

function positionOf(marker: string): number {
  const [, position] = /^kelvin (\d+)$/.exec(Buffer.from(marker, 'base64').toString()) ?? [];
  if (position === undefined) throw invalidParameter('Invalid pagination token');
  return Number(position);
}
