import type { LoadResult } from '../../../analysis/index.js';
import { copyMark, runtimeText } from '../../wording/index.js';
import { clean, clipLine, type Line, line } from '../layout/index.js';
import { placeLines } from '../title.js';

/** What both the result of a load and the header of its recording say. */
export type Asked = Pick<LoadResult, 'load' | 'functions' | 'target'>;

function subjectText({ load, functions }: Asked): string {
  if (functions.length === 0) return load.via.origin ?? 'a URL';
  const [first] = functions;
  if (functions.length === 1 && first !== undefined) {
    return [`${first.name}${copyMark(first)}`, runtimeText(first), load.architectures.join(' + ')]
      .filter((it) => it !== undefined && it !== '')
      .join(', ');
  }
  const copies = functions.filter(({ copied }) => copied !== undefined).length;
  return `${functions.length} functions${copies === 0 ? '' : `, copies of ${copies === functions.length ? 'them' : copies}`}`;
}

/** What is loaded, and where; a third line where not all of it is measured. */
export function loadTitle(asked: Asked, width: number): Line[] {
  const name = line(`Kelvin load  ${clean(asked.load.name)}  ${clean(subjectText(asked))}`, 'strong');
  return [name, ...placeLines(asked.target)].map((it) => clipLine(it, width));
}
