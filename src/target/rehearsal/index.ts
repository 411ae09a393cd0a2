export { Rehearsal, type RehearsedCall, type RehearsedPart } from './rehearsal.js';
