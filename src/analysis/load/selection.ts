import type { Blocks } from '../../statistics/index.js';
import type { PhaseSpan } from './phase-span.js';
import type { Rows } from './rows.js';

/** Blocks of a phase, or of a load of one phase: Schmeiser 1982 has ten to thirty. */
const BLOCKS = 20;
/** Of a short phase among longer ones. */
const FEWEST_BLOCKS = 4;

/** Some rows of an arm that figures are made of: all, those of a phase or those of a function. */
export interface Selection {
  readonly rows: Rows;
  readonly numbers: Uint32Array;
  /** Of each of them; a phase is a stratum. */
  readonly blocks: Blocks;
  readonly spans: readonly PhaseSpan[];
}

/** @param wanted undefined for all */
export function select(rows: Rows, spans: readonly PhaseSpan[], wanted?: (row: number) => boolean): Selection {
  const numbers = new Uint32Array(rows.length);
  let length = 0;
  for (let row = 0; row < rows.length; row++) {
    if (wanted !== undefined && !wanted(row)) continue;
    numbers[length] = row;
    length += 1;
  }
  const chosen = numbers.slice(0, length);
  return { rows, numbers: chosen, spans, blocks: blocksOf(rows, chosen, spans) };
}

interface Stratum {
  readonly first: number;
  readonly blocks: number;
  readonly span: PhaseSpan;
  readonly n: number;
  seen: number;
}

/** Equal stretches of each phase's time. What is due at one moment has no time to go by: there it is the order. */
function blocksOf(rows: Rows, numbers: Uint32Array, spans: readonly PhaseSpan[]): Blocks {
  const counts = new Map<number, number>();
  for (const row of numbers) counts.set(rows.phase.at(row), (counts.get(rows.phase.at(row)) ?? 0) + 1);
  const strata = new Map<number, Stratum>();
  let first = 0;
  for (const span of spans) {
    const n = counts.get(span.index) ?? 0;
    const blocks = Math.max(1, Math.min(blocksIn(span, spans), n));
    strata.set(span.index, { first, blocks, span, n, seen: 0 });
    first += blocks;
  }
  const of = new Uint16Array(numbers.length);
  for (const [i, row] of numbers.entries()) {
    const stratum = strata.get(rows.phase.at(row));
    of[i] = stratum === undefined ? 0 : blockIn(stratum, rows.due.at(row));
  }
  return { of, strata: [...strata.values()].map(({ blocks }) => blocks) };
}

function blocksIn({ startMs, endMs }: PhaseSpan, spans: readonly PhaseSpan[]): number {
  if (spans.length === 1) return BLOCKS;
  const whole = (spans.at(-1)?.endMs ?? 0) - (spans[0]?.startMs ?? 0);
  return whole === 0 ? FEWEST_BLOCKS : Math.max(FEWEST_BLOCKS, Math.round((BLOCKS * (endMs - startMs)) / whole));
}

function blockIn(stratum: Stratum, dueMs: number): number {
  const { first, blocks, span, n } = stratum;
  const length = span.endMs - span.startMs;
  const place = length > 0 ? (dueMs - span.startMs) / length : stratum.seen / n;
  stratum.seen += 1;
  return first + Math.min(blocks - 1, Math.max(0, Math.floor(place * blocks)));
}
