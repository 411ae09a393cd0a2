import { didYouMean } from '../../spelling/index.js';
import type { ProblemList } from '../problem-list.js';
import type { Phase } from './load-plan.js';
import { PHASE_KIND_NAMES, PHASE_KINDS, type PhaseKey } from './phase-kinds.js';
import { type PhaseEntry, phaseSchema } from './phase-schema.js';
import { resolvePhases } from './resolve-phases.js';

/** How the words of a phase are called where they are missing. */
const WORDS: Partial<Readonly<Record<PhaseKey, string>>> = { rate: '50/s', for: '60s', from: '10/s', to: '100/s' };

const numberOrText = (word: string): string | number => (/^\d+(\.\d+)?$/.test(word) ? Number(word) : word);

/** `poisson 50/s 60s` as a scenario file would write it: the words after the kind are its keys in their order. */
function entryOf(text: string, forText: string | undefined, option: string, problems: ProblemList) {
  const [name = '', ...words] = text.trim().split(/\s+/);
  const kind = PHASE_KIND_NAMES.find((it) => it === name);
  if (kind === undefined) {
    const expected = `expected one of ${PHASE_KIND_NAMES.join(', ')}`;
    problems.add([option], `got ${JSON.stringify(name)}; ${expected}`, didYouMean(name, PHASE_KIND_NAMES));
    return undefined;
  }
  const keys: readonly PhaseKey[] = PHASE_KINDS[kind].needs;
  const values = words.filter((word) => word !== 'to').map(numberOrText);
  if (values.length === keys.length - 1 && keys.at(-1) === 'for' && forText !== undefined)
    values.push(numberOrText(forText));
  if (values.length !== keys.length) {
    const form = [kind, ...keys.map((key) => WORDS[key] ?? key.toUpperCase())].join(' ');
    problems.add([option], `got ${JSON.stringify(text.trim())}; expected ${keys.join(', ')}, such as ${form}`);
    return undefined;
  }
  return { kind, ...Object.fromEntries(keys.map((key, index) => [key, values[index]])) };
}

/**
 * The phases of `--load 'burst 40, pause 10s, poisson 50/s 60s'`. A last length that is missing is that of `--for`.
 * Paths of traces begin in `folder`.
 */
export async function phasesOfText(
  text: string,
  forText: string | undefined,
  folder: string,
  option: string,
  problems: ProblemList,
): Promise<readonly Phase[]> {
  const entries: PhaseEntry[] = [];
  for (const part of text.split(',')) {
    const written = entryOf(part, forText, option, problems);
    if (written === undefined) continue;
    const parsed = phaseSchema.safeParse(written);
    if (parsed.success) entries.push(parsed.data);
    for (const issue of parsed.error?.issues ?? []) {
      const value: unknown = Object.entries(written).find(([key]) => key === issue.path[0])?.[1];
      problems.add([option], `got ${JSON.stringify(value)}; expected ${issue.message}`);
    }
  }
  return resolvePhases(entries, () => [option], folder, problems);
}
