import type { ScalarFunction } from './function.js';
import { general } from './general.js';
import { numbers } from './numbers.js';
import { strings } from './strings.js';
import { times } from './times.js';

const all = new Map(Object.entries({ ...numbers, ...strings, ...times, ...general }));

/** @param name in lower case. */
export const functionNamed = (name: string): ScalarFunction | undefined => all.get(name);
