export type { ApplyProgress, ApplyView, ApplyViewOptions } from './apply-view.js';
export { openApplyView } from './open.js';
export { renderApplyPlan } from './plan.js';
export { renderApplySummary } from './summary.js';
