import { blocksOfBoth, type Verification, verify } from '../../analysis/index.js';
import { type Explorer, nextMove } from '../../explore/index.js';
import type { PriceBook } from '../../pricing/index.js';
import type { ApplyHeader } from '../../recording/index.js';

/**
 * Both sizes in turn, until a look decides: at the numbers of blocks that were planned, and no others, as each look has its
 * part of the error. That the new size fails needs no test, and ends it after any block.
 */
export const verifying =
  (apply: ApplyHeader, book: PriceBook, onBlock: (blocks: number, look: Verification | undefined) => void): Explorer =>
  (header, measurements) => {
    const recording = { header: apply, measurements };
    const blocks = blocksOfBoth(recording);
    if (!isBlockOver(recording, blocks)) return nextMove(header, measurements);
    const found = verify(recording, book);
    const { looksAtBlocks } = apply.apply;
    const isLook = looksAtBlocks.includes(blocks);
    onBlock(blocks, isLook ? found : undefined);
    if (found.failing !== undefined && blocks > 1) return { kind: 'done', why: 'a size fails' };
    if (isLook && found.verdict !== 'open') return { kind: 'done', why: `the promise is ${found.verdict}` };
    // What comes after the last look could decide nothing.
    if (blocks >= Math.max(...looksAtBlocks)) return { kind: 'done', why: 'it was looked at as often as planned' };
    return nextMove(header, measurements);
  };

/** Neither size is ahead of the other. */
function isBlockOver({ measurements }: Parameters<typeof blocksOfBoth>[0], blocks: number): boolean {
  const visited = new Set(measurements.map((it) => `${it.block} ${it.memorySizeMB}`));
  return blocks > 0 && visited.size % 2 === 0;
}
