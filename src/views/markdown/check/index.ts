export { renderCheckMarkdown } from './check-summary.js';
export { checkMarker } from './marker.js';
