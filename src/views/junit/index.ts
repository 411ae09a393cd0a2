export { renderCheckJUnit } from './render-check-junit.js';
