import type { AwsDiagnosis, NeedDiagnosis, TriedPermission } from '../../../target/index.js';
import { sentence } from '../../wording/index.js';
import { blank, clean, clipLine, type Line, line, paragraph, type Tone } from '../layout/index.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';

const MARKS: Readonly<Record<NeedDiagnosis['verdict'], readonly [symbol: string, tone: Tone]>> = {
  allowed: ['✓', 'good'],
  partly: ['!', 'warn'],
  unknown: ['·', 'plain'],
  denied: ['✗', 'bad'],
};

/** The report of `kelvin doctor --aws`; what can be run comes last, where a terminal of 24 lines shows it. */
export function renderAwsDiagnosis(diagnosis: AwsDiagnosis, { width, color }: SummaryOptions): string {
  const lines = [
    ...titleLines(diagnosis, width),
    blank,
    ...howLines(diagnosis, width),
    blank,
    ...diagnosis.needs.flatMap((need) => needLines(need, width)),
    blank,
    ...paragraph(verdictOf(diagnosis), width, 'strong'),
    ...paragraph(POLICY, width, 'quiet'),
  ];
  return lines.map((it) => `${paint(isCopied(it) ? it : clipLine(it, width), color)}\n`).join('');
}

const POLICY = 'The least policy for each: "kelvin doctor --policy tune --function NAME" prints it as JSON.';

/** A line of a policy is copied: it is never cut nor wrapped. */
const isCopied = ({ text }: Line): boolean => text.startsWith('{"Effect"');

function titleLines({ kind, endpoint, region, caller, function: fn }: AwsDiagnosis, width: number): Line[] {
  const where = kind === 'aws' ? `AWS in ${region}` : `${endpoint ?? 'an endpoint'}, as ${region}`;
  const who = 'who' in caller ? `${caller.who} of account ${caller.account}` : `not told who: ${caller.unknown}`;
  return [
    ...paragraph(clean(`${where}: ${who}`), width, 'strong'),
    ...(fn === undefined ? [line('no function is named (--function): what acts on one is not tried', 'quiet')] : []),
    ...(fn === undefined ? [] : paragraph(clean(`${fn.name}: ${fn.what}`), width)),
    ...(fn?.warnings ?? []).flatMap((it) => paragraph(clean(it), width, 'warn', '! ')),
  ];
}

/** Each call once, by what makes it harmless. */
function howLines({ needs }: AwsDiagnosis, width: number): Line[] {
  const actions = new Map<string, Set<string>>();
  for (const { action, harmless, verdict } of needs.flatMap(({ permissions }) => permissions)) {
    if (harmless === undefined || verdict === 'unknown') continue;
    actions.set(harmless, (actions.get(harmless) ?? new Set()).add(action.replace(/^lambda:/, '')));
  }
  if (actions.size === 0) return [line('Nothing was tried.', 'quiet')];
  const rows = [...actions].map(([harmless, names]) => `${[...names].join(', ')}: ${harmless}`);
  return [
    line('How each was tried without an effect:', 'quiet'),
    ...rows.flatMap((row) => paragraph(clean(row), width, 'quiet', '  ')),
  ];
}

function needLines({ title, verdict, permissions }: NeedDiagnosis, width: number): Line[] {
  const [symbol, tone] = MARKS[verdict];
  const count = (of: TriedPermission['verdict']): number => permissions.filter((it) => it.verdict === of).length;
  const parts = [
    `${count('allowed')} of ${permissions.length} permissions are there`,
    ...(count('denied') > 0 ? [`${count('denied')} denied`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} not tried`] : []),
  ];
  return [
    ...paragraph(`${title}: ${parts.join(', ')}`, width, tone === 'good' ? 'plain' : tone, `${symbol} `),
    ...permissions.flatMap((it) => deniedLines(it, width)),
    ...untriedLines(permissions, width),
  ];
}

function deniedLines(it: TriedPermission, width: number): Line[] {
  if (it.verdict !== 'denied') return [];
  const [words = '', ...policy] = it.hint.split(/(?=\{"Effect")/);
  const lost = it.without === undefined ? '' : ` (without it ${it.without})`;
  return [
    ...paragraph(clean(`${it.problem}${lost}`), width, 'plain', '    ✗ '),
    ...paragraph(clean(words.trim()), width, 'plain', '      → '),
    ...policy.map((text) => line(clean(text))),
  ];
}

/** By the reason: a list of all would bury what is denied. */
function untriedLines(permissions: readonly TriedPermission[], width: number): Line[] {
  const reasons = new Map<string, string[]>();
  for (const it of permissions) {
    if (it.verdict === 'unknown') reasons.set(it.problem, [...(reasons.get(it.problem) ?? []), it.action]);
  }
  return [...reasons].flatMap(([reason, actions]) =>
    paragraph(clean(`${[...new Set(actions)].join(', ')}: ${reason}`), width, 'quiet', '    · '),
  );
}

function verdictOf({ needs }: AwsDiagnosis): string {
  const of = (verdict: NeedDiagnosis['verdict']): string =>
    needs.flatMap((it) => (it.verdict === verdict ? [it.title] : [])).join(', ');
  const sentences = [
    of('allowed') !== '' && `nothing is missing for ${of('allowed')}`,
    of('unknown') !== '' && `nothing that could be tried is missing for ${of('unknown')}`,
    of('partly') !== '' && `${of('partly')} can be run, with less`,
    of('denied') !== '' && `${of('denied')} cannot be run`,
  ];
  return sentences.flatMap((it) => (typeof it === 'string' ? [sentence(it)] : [])).join(' ');
}
