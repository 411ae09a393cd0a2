import type { Warning } from '../../result-schema.js';
import { type LoadFindings, warnIf } from '../load-findings.js';

/** What the costs hold where SnapStart is charged for. */
export function snapStartWarnings({ header: { functions }, book }: Pick<LoadFindings, 'header' | 'book'>): Warning[] {
  const charged = functions.filter((it) => it.snapStart === 'charged').map(({ name }) => name);
  const isKnown = book?.snapStart !== undefined;
  return warnIf(
    charged.length > 0,
    'snap-start-charges',
    isKnown
      ? `SnapStart is charged for (${charged.join(', ')}): costs hold each restore; the snapshots of the versions of this load, three hours each at least, are in what was spent alone`
      : `SnapStart is charged for (${charged.join(', ')}), and ${book === null ? 'no price book is known' : `the price book ${book.id} has no price of it`}: it is in no figure`,
    isKnown
      ? 'cold starts of such a function are restores; "kelvin price --snapstart" has what a snapshot costs a month'
      : 'name a price list that has it with --prices',
  );
}
