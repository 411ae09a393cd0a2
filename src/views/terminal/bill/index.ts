export { renderQuote } from './quote.js';
