export * from './check-goal.js';
export { type CheckOverrides, checkGoal } from './overridden-check.js';
