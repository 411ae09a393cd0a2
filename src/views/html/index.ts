export { renderLogsHtml } from './logs/logs-page.js';
export { renderHtml } from './page.js';
