import type { Header } from '../../recording/index.js';

type Fn = Pick<Header['function'], 'copied' | 'twin'>;

/** Why it was not measured itself; undefined where it was. */
export function copiedText({ copied, twin }: Fn): string | undefined {
  if (copied === undefined) {
    return twin?.copied === undefined ? undefined : `of ${twin.name} a copy was measured${whyText(twin.copied)}`;
  }
  const also = twin?.copied === undefined ? '' : `; and of ${twin.name} too${whyText(twin.copied)}`;
  return `a copy was measured, made for the run and removed with it${whyText(copied)}${also}`;
}

function whyText({ differing }: NonNullable<Fn['copied']>): string {
  if (differing.length === 0) return '';
  return `, as ${differing.join(', ')} of what was named ${differing.length === 1 ? 'is not that' : 'are not those'} of $LATEST`;
}

/** Behind the name in a title: ` (a copy)`. */
export const copyMark = ({ copied }: Fn): string => (copied === undefined ? '' : ' (a copy)');
