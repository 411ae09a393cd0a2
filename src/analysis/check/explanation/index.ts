export { explanationOf, type ShiftToExplain } from './explanation-of.js';
