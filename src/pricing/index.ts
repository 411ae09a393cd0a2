export * from './bill.js';
export * from './billed-duration.js';
export * from './book.js';
export * from './books.js';
export * from './on-demand.js';
