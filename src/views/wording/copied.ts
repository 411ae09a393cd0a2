import type { Header } from '../../recording/index.js';

type Fn = Pick<Header['function'], 'copied' | 'twin' | 'onLatest'>;

/** What was measured where it was no version of the function; undefined where it was one. */
export function copiedText({ copied, twin, onLatest }: Fn): string | undefined {
  if (onLatest === true) {
    return '$LATEST itself was measured, set to each memory size for a visit and put back after it (--on-latest); who else invoked it meanwhile may have had its environments, and their cold starts';
  }
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
