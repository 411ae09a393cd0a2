export { renderLogsMarkdown } from './logs-summary.js';
export { renderMarkdown } from './summary.js';
