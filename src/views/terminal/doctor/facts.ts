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
  const [ofCpu, ofMemory] = [cpu, memory].map(byWhat);
  return ofCpu === ofMemory ? `CPU and memory ${ofCpu}` : `CPU ${ofCpu}; memory ${ofMemory}`;
}

function byWhat(it: Diagnosis['facts']['cpu']): string {
  if (!it.enforced) return `by nothing, ${it.reason}`;
  return it.caveat === undefined ? `by ${it.backend}` : `by ${it.backend} (${it.caveat})`;
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
  const kinds = Object.entries(namespaces).flatMap(([kind, has]) => (has ? [kind] : []));
  const namespacesText = `namespaces here: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`;
  if (!sandbox.enforced) return `none, ${sandbox.reason}; ${namespacesText}`;
  const processes = sandbox.processes === 'own' ? 'own processes' : "the host's processes";
  const user = sandbox.user === 'own' ? 'own user' : "Kelvin's user";
  const tmp = sandbox.tmp === 'limited' ? '/tmp of its size' : '/tmp as large as the disk';
  return [`own mounts, ${processes}, ${user}, ${tmp}`, ...(sandbox.refused ?? []), namespacesText].join('; ');
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
