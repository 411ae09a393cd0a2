import type { CheckFinding } from '../../../analysis/index.js';

/** Of a heading, for links within the page. */
export const findingId = ({ metric, memorySizeMB }: CheckFinding): string => `${metric}-${memorySizeMB}`;
