export { renderQuoteMarkdown } from './quote.js';
export { renderMarkdown } from './summary.js';
