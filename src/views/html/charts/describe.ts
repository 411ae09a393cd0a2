import { type Result, type SizeResult, sizeName } from '../../../analysis/index.js';
import { roleOf } from '../../wording/index.js';
import type { Figure } from '../figures.js';
import { ROLE_NAME } from '../roles.js';
import { figureText } from './rows.js';

/** A chart in words: every size that it shows, with its figure, and every size that it cannot show, with the reason. */
export function describe(title: string, result: Result, figureOf: (size: SizeResult) => Figure | null): string {
  const sizes = result.sizes.map((size) => {
    const figure = size.status === 'measured' ? figureOf(size) : null;
    const role = roleOf(result, size);
    const roleText = role === 'other' ? '' : ` (${ROLE_NAME[role]})`;
    return `${sizeName(result, size)}${roleText}: ${figure === null ? missingText(size) : figureText(figure)}`;
  });
  return `${title}. ${sizes.join('; ')}.`;
}

const missingText = (size: SizeResult): string => (size.status === 'measured' ? 'no figure' : size.status);
