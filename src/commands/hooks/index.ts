export { allowedErrorsPart, aroundVisit } from './around-visit.js';
export { checkHooks, type HooksWhere } from './check-hooks.js';
export { hooksNote } from './hooks-note.js';
export { hooksOf } from './hooks-of.js';
export { hooksPart } from './hooks-part.js';
export { rehearseHooks } from './rehearse-hooks.js';
export { type HookPlace, RunHooks } from './run-hooks.js';
