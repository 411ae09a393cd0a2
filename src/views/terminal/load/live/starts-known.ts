import type { LiveArmFigures } from '../../../../analysis/index.js';

/** Behind a function URL reports come when all is sent, behind other addresses never: until then no cold start is no count. */
export const areStartsKnown = ({ cold, warm, counts }: LiveArmFigures): boolean =>
  cold + warm > 0 || counts.answered === 0;
