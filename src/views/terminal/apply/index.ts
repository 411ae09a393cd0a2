export { renderApplyPlan } from './plan.js';
export { renderApplySummary } from './summary.js';
