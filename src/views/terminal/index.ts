export {
  type ApplyProgress,
  type ApplyView,
  type ApplyViewOptions,
  openApplyView,
  renderApplyPlan,
  renderApplySummary,
} from './apply/index.js';
export { renderQuote } from './bill/index.js';
export {
  type CheckProgress,
  type CheckView,
  type CheckViewOptions,
  openCheckView,
  renderCheckSummary,
} from './check/index.js';
export { renderAwsDiagnosis, renderDiagnosis } from './doctor/index.js';
export { renderHistory } from './history/index.js';
export { type LoadView, type LoadViewOptions, openLoadView, renderLoadSummary, verdictLine } from './load/index.js';
export { renderLogsSummary } from './logs/index.js';
export { type PlainViewOptions, plainView } from './plain/index.js';
export type { NextVisit, ProgressView, RunProgress } from './run-progress.js';
export { renderSummary, type SummaryOptions } from './summary/index.js';
export { type ViewChoice, wantsLiveView } from './wants-live-view.js';

/** Ink and react take a while to load, and only a terminal needs them. */
export const loadLiveView = () => import('./live/index.js');
