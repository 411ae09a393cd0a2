import { measureBoost } from './boost.js';
import { measureDisturbed } from './disturbed.js';
import { measureMemory } from './memory.js';
import type { Part } from './part.js';
import { STAIRCASE } from './report.js';
import { measureStaircase } from './staircase.js';
import { measureThreads } from './threads.js';

/** What is measured, in the order of how much hangs on it. */
export const partsOf = (sharedData: string | undefined): readonly Part[] => [
  {
    id: 'staircase',
    title: STAIRCASE,
    measure: () => measureStaircase({ ...(sharedData === undefined ? {} : { sharedData }) }),
  },
  { id: 'threads', title: 'CPU share of long tasks', measure: measureThreads },
  { id: 'boost', title: 'Boost of INIT', measure: measureBoost },
  { id: 'memory', title: 'Max Memory Used', measure: measureMemory },
  { id: 'disturbed', title: 'Another process beside it', measure: measureDisturbed },
];
