import { gatePlanOf, type Look, lookAt } from '../../../analysis/index.js';
import type { CheckEnd } from '../../../recording/index.js';
import { measureBlock, wantedOf } from './measure-block.js';
import { provedCold } from './proved.js';
import { type CheckEnded, ended, type MeasureCheckParts, sessionOf } from './session.js';

/** Of a function against itself the spread is what is wanted, and fewer would not show it. */
const FEWEST_OF_SELF = 30;

/**
 * Measures both sides block by block and looks after each, until every verdict is known, more would not help, something
 * that may be spent is, or the user ends it. Nobody looks in between: the chances of a false verdict are planned by look.
 */
export async function measureCheck(parts: MeasureCheckParts): Promise<CheckEnded> {
  const { header, control, measurements } = parts;
  const session = sessionOf(parts);
  const { maxColdStarts } = header.check;
  let look: Look | undefined;
  for (let block = 0; ; block++) {
    if (parts.compare(measurements).length === 0) return ended('decided');
    const wanted = wantedOf(parts, session, block);
    if (wanted.some(({ base, head }) => base === 0 || head === 0))
      return ended(session.recorded === undefined ? 'max-cold-starts' : 'base-exhausted');
    const stopped = await measureBlock(parts, session, block, wanted);
    if (control.reason !== undefined) return { reason: control.reason };
    if (look?.isOver !== true) look = lookAt(parts.compare(measurements), gatePlanOf(header), look) ?? look;
    parts.onLook(look);
    if (stopped !== undefined) return stopped;
    const enough = !header.isSelf || fewestProved(parts) >= Math.min(FEWEST_OF_SELF, maxColdStarts);
    if (look?.isOver === true && enough) return ended(whyOver(look, maxColdStarts));
  }
}

/** Also of a regression: what else is open then may have been left so. */
function whyOver({ findings, perSide }: Look, maxColdStarts: number): NonNullable<CheckEnd['check']> {
  if (findings.every((it) => it.verdict !== 'inconclusive')) return 'decided';
  return perSide >= maxColdStarts ? 'max-cold-starts' : 'hopeless';
}

const fewestProved = ({ header: { check }, measurements }: MeasureCheckParts): number =>
  Math.min(
    ...check.memorySizesMB.flatMap((size) => [
      provedCold(measurements, 'base', size),
      provedCold(measurements, 'head', size),
    ]),
  );
