export { renderApplyMarkdown } from './apply-summary.js';
export { checkMarker, renderCheckMarkdown } from './check/index.js';
export { renderHistoryMarkdown } from './history-summary.js';
export { renderLoadMarkdown } from './load-summary.js';
export { renderLogsMarkdown } from './logs-summary.js';
export { renderQuoteMarkdown } from './quote.js';
export { renderMarkdown } from './summary.js';
