export type { CheckProgress, CheckView, CheckViewOptions } from './check-view.js';
export { openCheckView } from './open.js';
export { renderCheckSummary } from './summary/index.js';
