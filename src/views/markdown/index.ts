export { renderMarkdown } from './summary.js';
