import type { Diagnosis } from '../../../analysis/index.js';
import { blank, clean, clipLine, type Line, line } from '../layout/index.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';
import { factLines } from './facts.js';
import { figureLines } from './figures.js';
import { findingLines } from './findings.js';
import { shareLines } from './shares.js';

/** The report of `kelvin doctor`; what matters most comes last, where a terminal of 24 lines shows it. Ends its last line. */
export function renderDiagnosis(diagnosis: Diagnosis, { width, color }: SummaryOptions): string {
  const lines = [
    titleOf(diagnosis),
    blank,
    ...shareLines(diagnosis, width),
    blank,
    ...figureLines(diagnosis, width),
    blank,
    ...factLines(diagnosis, width),
    blank,
    ...findingLines(diagnosis, width),
  ];
  return lines.map((it) => `${paint(clipLine(it, width), color)}\n`).join('');
}

function titleOf({ machine, facts, kernel, tookMs }: Diagnosis): Line {
  const cores = Number(facts.hostCores.toFixed(2));
  const part = cores === machine.cpus ? `${cores}` : `${cores} of ${machine.cpus}`;
  const what = `${part} ${machine.cpus === 1 ? 'CPU' : 'CPUs'}, ${machine.cpuModel}, ${machine.os} ${kernel.release}`;
  return line(clean(`${what}: calibrated in ${(tookMs / 1000).toFixed(1)} s`), 'strong');
}
