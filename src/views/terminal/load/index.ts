export type { LoadView, LoadViewOptions } from './load-view.js';
export { openLoadView } from './open.js';
export { renderLoadSummary } from './summary/index.js';
export { verdictLine } from './verdict-line.js';
