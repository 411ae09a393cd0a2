import { ofNumbers, type ScalarFunction } from './function.js';

const MANY = Number.MAX_SAFE_INTEGER;

export const numbers: Readonly<Record<string, ScalarFunction>> = {
  abs: ofNumbers(1, 1, Math.abs),
  ceil: ofNumbers(1, 1, Math.ceil),
  floor: ofNumbers(1, 1, Math.floor),
  round: ofNumbers(1, 2, (value, places = 0) => Math.round(value * 10 ** places) / 10 ** places),
  greatest: ofNumbers(1, MANY, Math.max),
  least: ofNumbers(1, MANY, Math.min),
  log: ofNumbers(1, 1, Math.log),
  sqrt: ofNumbers(1, 1, Math.sqrt),
  tonumber: ofNumbers(1, 1, (value) => value),
};
