import type { Result } from '../../analysis/index.js';
import { copyMark, runtimeText, simulatedText } from '../wording/index.js';
import { clean, clipLine, type Line, line } from './layout/index.js';

type Target = Result['target'];

const functionText = ({ function: it, scenario }: Result): string =>
  [
    `${it.qualifier === undefined ? it.name : `${it.name}:${it.qualifier}`}${copyMark(it)}`,
    runtimeText(it),
    scenario.architectures.join(' + '),
  ]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => clean(part ?? ''))
    .join(', ');

/** The emulator's figures mean little where it cannot hold the function to its share: that is said first, in capitals. */
function enforcementText({ cpu, memory }: Target): { readonly text: string; readonly enforced: boolean } {
  const limits = [
    { name: 'CPU', limit: cpu },
    { name: 'memory', limit: memory },
  ];
  const missing = limits.filter(({ limit }) => limit?.enforced === false);
  const [first] = missing;
  if (first?.limit?.enforced === false) {
    const names = missing.map(({ name }) => name).join(' and ');
    return { text: `${names} NOT enforced: ${clean(first.limit.reason)}`, enforced: false };
  }
  const held = limits.flatMap(({ name, limit }) => (limit?.enforced ? [{ name, backend: clean(limit.backend) }] : []));
  const names = held.map(({ name }) => name).join(' and ');
  const backends = [...new Set(held.map(({ backend }) => backend))].join(', ');
  return { text: held.length === 0 ? '' : `${names} enforced by ${backends}`, enforced: true };
}

function placeText({ kind, region, endpoint, network }: Target): string {
  if (kind === 'aws') return `AWS ${region}`;
  if (network === 'off') return `emulator without network, ${region}`;
  return kind === 'emulator' ? `emulator, ${region}` : `${endpoint ?? 'endpoint'}, ${region}`;
}

/** Two lines: what is measured, and where; a third where not all of it is measured. */
export function titleLines(result: Result, width: number): Line[] {
  const name = `Kelvin  ${clean(result.scenario.name)}  ${functionText(result)}`;
  return [line(name, 'strong'), ...placeLines(result.target)].map((it) => clipLine(it, width));
}

/** Where it is measured, how well that is held to its limits, and what of it is not measured. */
export function placeLines(target: Target): Line[] {
  const { text, enforced } = enforcementText(target);
  const place = clean(placeText(target));
  const simulated = simulatedText({ target });
  return [
    line(text === '' ? place : `${place}: ${text}`, enforced ? 'quiet' : 'warn'),
    ...(simulated === undefined ? [] : [line(clean(simulated), 'warn')]),
  ];
}
