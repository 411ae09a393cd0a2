export { type FoundAlias, readAlias } from './alias.js';
export { AppliedChange } from './applied-change.js';
export { readTraffic, type TrafficWindow } from './read-traffic.js';
