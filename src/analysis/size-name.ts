import { formatMegabytes } from '../units/index.js';
import type { SizeResult } from './result-schema.js';

type Size = Pick<SizeResult, 'memorySizeMB' | 'architecture'>;
type Sizes = { readonly sizes: readonly Size[] };

/** More than one architecture was asked for, so that a memory size alone does not say which one is meant. */
export const hasArchitectures = ({ sizes }: Sizes): boolean =>
  new Set(sizes.map(({ architecture }) => architecture)).size > 1;

/** `1,024 MB`, or `1,024 MB arm64` where the architecture matters. Every sentence and every view names sizes so. */
export const sizeName = (among: Sizes, { memorySizeMB, architecture }: Size): string =>
  hasArchitectures(among) ? `${formatMegabytes(memorySizeMB)} ${architecture}` : formatMegabytes(memorySizeMB);

export const sizeNames = (among: Sizes, sizes: readonly Size[]): string =>
  sizes.map((size) => sizeName(among, size)).join(', ');

/** More than these are no list that anybody reads. */
const MOST_NAMED = 6;

/** The first of them, and how many more there are. */
export function someSizeNames(among: Sizes, sizes: readonly Size[], most = MOST_NAMED): string {
  const more = sizes.length - most;
  const names = sizeNames(among, sizes.slice(0, most));
  return more > 0 ? `${names} and ${more.toLocaleString('en-US')} more` : names;
}
