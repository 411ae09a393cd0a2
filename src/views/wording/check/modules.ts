import type { CheckExplanation, CheckResult, ModuleChange } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio } from '../../../units/index.js';
import { spanText } from '../span.js';

const SIGNS: Readonly<Record<ModuleChange['kind'], string>> = { added: '+', removed: '-', slower: '▲', faster: '▼' };

/** Repeats the word of the kind, for whoever scans a list. */
export const moduleSign = ({ kind }: ModuleChange): string => SIGNS[kind];

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatMilliseconds(value)}`;

/** `+36.4 ms`: with all that came or went below it. */
export const moduleTotalText = ({ totalChangeMs }: ModuleChange): string => signed(totalChangeMs);

/** `+21.7 ms` of its own, and `+20.1 to +23.9 ms` where more than one cold start was traced. */
export const moduleOwnText = ({ changeMs }: ModuleChange): string => signed(changeMs);
export const moduleRangeText = ({ changeRangeMs: range }: ModuleChange): string =>
  range === undefined ? '' : spanText(signed, range.low, range.high);

/** `54.5 %` of the shift of Init Duration; empty where that is not known. */
export const moduleShareText = ({ share }: ModuleChange): string => (share === null ? '' : formatRatio(share));

/** `+401,230 bytes`; empty where nothing is known or nothing came. */
export const moduleBytesText = ({ bytesChange }: ModuleChange): string =>
  bytesChange === null || bytesChange === 0
    ? ''
    : `${bytesChange > 0 ? '+' : ''}${bytesChange.toLocaleString('en-US')} bytes`;

/** `4 modules`, `3 → 4 modules`; empty where they are not counted. */
export function moduleCountText({ modules }: ModuleChange): string {
  if (modules === undefined) return '';
  const { base, head } = modules;
  const most = Math.max(base, head);
  const count = base === 0 || head === 0 || base === head ? String(most) : `${base} → ${head}`;
  return `${count} ${most === 1 ? 'module' : 'modules'}`;
}

/** `index.mjs › heavy-schema`: who asked, from the handler on. */
export const broughtByText = ({ broughtBy }: ModuleChange): string => broughtBy.join(' › ');

/** `What INIT loads at 512 MB: 5 changes, which add up to +36.5 ms; Init Duration shifted by +39.8 ms`. */
export function explanationText(result: CheckResult, explanation: CheckExplanation): string {
  const { memorySizeMB, explainedMs, changes } = explanation;
  const shift = shiftOf(result, explanation);
  const at = `What INIT loads at ${formatMegabytes(memorySizeMB)}`;
  if (changes.length === 0) return `${at}: no module came, went or took a different time`;
  const sum = explainedMs === null ? '' : `, which add up to ${signed(explainedMs)}`;
  const of = shift === null ? '' : `; Init Duration shifted by ${signed(shift)}`;
  return `${at}: ${changes.length.toLocaleString('en-US')} ${changes.length === 1 ? 'change' : 'changes'}${sum}${of}`;
}

const shiftOf = ({ findings }: CheckResult, { memorySizeMB }: CheckExplanation): number | null =>
  findings.find((it) => it.metric === 'initDuration' && it.memorySizeMB === memorySizeMB)?.shift?.value ?? null;

/** `3 / 3 extra cold starts of base / head`; of a function against itself one side is traced. */
function tracedText(coldStarts: CheckExplanation['coldStarts']): string {
  if (coldStarts === undefined) return 'one extra cold start a side';
  const { base, head } = coldStarts;
  return base === 0 ? `${head} extra cold starts` : `${base} / ${head} extra cold starts of base / head`;
}

/** What these times are worth, and of how many cold starts: said once below them. */
export function explanationNotes({ coldStarts, noiseMs, notes = [], leftOut }: CheckExplanation): string[] {
  const noise =
    typeof noiseMs === 'number' ? `; slower or faster by less than ${formatMilliseconds(noiseMs)} may be chance` : '';
  return [
    `Times from ${tracedText(coldStarts)}, which are in no other figure${noise}. Total: with what it brings; share: of the shift of Init Duration.`,
    ...notes,
    ...(leftOut === 0 ? [] : [`${leftOut.toLocaleString('en-US')} more modules were loaded and are not listed.`]),
  ];
}
