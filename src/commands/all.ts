import { applySpec } from './apply/spec.js';
import { baselineSpec } from './baseline/spec.js';
import { checkSpec } from './check/spec.js';
import type { CommandSpec } from './command.js';
import { doctorSpec } from './doctor/spec.js';
import { emulateSpec } from './emulate/spec.js';
import { historySpec } from './history/spec.js';
import { loadSpec } from './load/spec.js';
import { logsSpec } from './logs/spec.js';
import { priceSpec } from './price/spec.js';
import { priceBookSpec } from './price-book/spec.js';
import { reportSpec } from './report/spec.js';
import { restoreSpec } from './restore/spec.js';
import { tuneSpec } from './tune/spec.js';

/** Every command, in the order of `--help` and of the README. */
export const COMMANDS: readonly CommandSpec[] = [
  tuneSpec,
  applySpec,
  loadSpec,
  checkSpec,
  baselineSpec,
  logsSpec,
  reportSpec,
  historySpec,
  priceSpec,
  priceBookSpec,
  emulateSpec,
  doctorSpec,
  restoreSpec,
];
