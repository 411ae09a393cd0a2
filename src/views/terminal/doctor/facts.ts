import type { Diagnosis } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { clean, type Line, paragraph } from '../layout/index.js';

const LABEL_WIDTH = 9;

/** What the host is and allows, a line each. */
export function factLines(diagnosis: Diagnosis, width: number): Line[] {
  const rows: (readonly [label: string, text: string])[] = [
    ['limits', limitsText(diagnosis)],
    ['kernel', kernelText(diagnosis)],
    ['sandbox', sandboxText(diagnosis)],
    ['memory', memoryText(diagnosis)],
    ['runtimes', runtimesText(diagnosis)],
  ];
  return rows.flatMap(([label, text]) => paragraph(clean(text), width, 'plain', `${label.padEnd(LABEL_WIDTH)} `));
}

function limitsText({ facts: { cpu, memory } }: Diagnosis): string {
  const [ofCpu, ofMemory] = [cpu, memory].map((it) => (it.enforced ? `by ${it.backend}` : `by nothing, ${it.reason}`));
  return ofCpu === ofMemory ? `CPU and memory ${ofCpu}` : `CPU ${ofCpu}; memory ${ofMemory}`;
}

function kernelText({ kernel }: Diagnosis): string {
  const { hz, hzSource, sliceUs, clockSource, governor, smt } = kernel;
  const source = hzSource === 'measured' ? ' (measured)' : '';
  return [
    hz === undefined ? 'ticks unknown' : `${hz} ticks a second${source}`,
    sliceUs !== undefined && `${sliceUs / 1000} ms slices of a quota`,
    clockSource !== undefined && `clock ${clockSource}`,
    governor !== undefined && `governor ${governor}`,
    smt === true && 'two CPUs share a core',
  ]
    .filter((it) => typeof it === 'string')
    .join(', ');
}

function sandboxText({ facts: { sandbox }, namespaces }: Diagnosis): string {
  const used = sandbox.enforced ? sandbox.backend : `none, ${sandbox.reason}`;
  const kinds = Object.entries(namespaces).flatMap(([kind, has]) => (has ? [kind] : []));
  return `${used}; namespaces that can be had: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`;
}

function memoryText({ machine: { totalMemoryMB, freeMemoryMB, freeTmpMB } }: Diagnosis): string {
  const tmp = freeTmpMB === null ? '' : `; ${formatMegabytes(freeTmpMB)} free for /tmp`;
  return `${formatMegabytes(freeMemoryMB)} of ${formatMegabytes(totalMemoryMB)} free${tmp}`;
}

/** By what became of each: a line of its own for every runtime would fill the screen. */
function runtimesText({ facts: { runtimes } }: Diagnosis): string {
  const exact = runtimes.filter((it) => it.exact).map(({ asked }) => asked);
  const others = runtimes.filter((it) => !it.exact);
  const instead = [...new Set(others.map(({ actual }) => actual))].map((actual) => {
    const asked = others.filter((it) => it.actual === actual).map((it) => it.asked);
    return `${actual} for ${asked.join(' ')}`;
  });
  return [exact.join(' '), ...instead].filter((it) => it !== '').join('; ');
}
