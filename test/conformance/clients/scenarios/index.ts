import type { Scenario } from '../scenario.js';
import { aliases } from './aliases.js';
import { code } from './code.js';
import { configuration } from './configuration.js';
import { functions } from './functions.js';
import { names } from './names.js';
import { packages, quotas } from './quotas.js';
import { states } from './states.js';
import { tags } from './tags.js';
import { versions } from './versions.js';

export const scenarios: readonly Scenario[] = [
  ...[functions, names, code, configuration, quotas, packages, states, versions, aliases, tags],
];
