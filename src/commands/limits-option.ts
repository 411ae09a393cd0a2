import type { OptionSpec } from './command.js';

/** Of every command that runs functions on this machine. */
export const LIMITS_OPTION: OptionSpec = {
  flags: '--limits <backend>',
  description:
    'what holds functions to their share of CPU and memory: cgroup-v2, cgroup-v1, signals or none (default: the first of them that works here)',
};
