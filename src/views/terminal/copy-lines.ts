import type { Header } from '../../recording/index.js';
import { copiedText } from '../wording/index.js';
import { clean, type Line, paragraph } from './layout/index.js';

/** Of a function that was measured on a copy: its callers, and what is reserved for it, were out of the way. */
export function copyLines(
  fn: Pick<Header['function'], 'name' | 'copied' | 'twin' | 'onLatest'>,
  width: number,
): Line[] {
  const copied = copiedText(fn);
  return copied === undefined ? [] : paragraph(clean(`${fn.name}: ${copied}.`), width, 'quiet');
}
