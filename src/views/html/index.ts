export { renderApplyHtml } from './apply/apply-page.js';
export { renderCheckHtml } from './check/check-page.js';
export { renderHistoryHtml } from './history/history-page.js';
export { renderLoadHtml } from './load/load-page.js';
export { renderLogsHtml } from './logs/logs-page.js';
export { renderHtml } from './page.js';
