import type { Diagnosis, Trust } from '../../../analysis/index.js';
import { sentence } from '../../wording/index.js';
import { blank, clean, type Line, paragraph, type Tone } from '../layout/index.js';

const MARKS: Readonly<Record<Trust, readonly [symbol: string, tone: Tone]>> = {
  trusted: ['✓', 'good'],
  'with-care': ['!', 'warn'],
  untrusted: ['✗', 'bad'],
  'out-of-reach': ['·', 'plain'],
};

const VERDICTS: Readonly<Record<Trust, string>> = {
  trusted: 'What is measured here can be trusted.',
  'with-care': 'What is measured here can be used with care: see the lines marked !.',
  untrusted: 'Not all that is measured here can be trusted: see the lines marked ✗.',
  'out-of-reach': 'Nothing was measured.',
};

/** What can be trusted and what to do about the rest; the verdict is the last line. */
export function findingLines({ findings, trust }: Diagnosis, width: number): Line[] {
  const told = new Set<string>();
  const lines = findings.flatMap((finding) => {
    const [symbol, tone] = MARKS[finding.trust];
    const { hint } = finding;
    const isNew = hint !== undefined && !told.has(hint);
    if (isNew) told.add(hint);
    return [
      ...paragraph(sentence(clean(finding.message)), width, tone === 'good' ? 'plain' : tone, `${symbol} `),
      ...(isNew ? paragraph(clean(hint), width, 'plain', '  → ') : []),
    ];
  });
  const [symbol, tone] = MARKS[trust];
  return [...lines, blank, ...paragraph(VERDICTS[trust], width, tone, `${symbol} `)];
}
