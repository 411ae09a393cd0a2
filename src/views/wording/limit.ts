import type { Result } from '../../analysis/index.js';

type Enforcement = NonNullable<Result['target']['cpu']>;

/** `enforced by signals (less even than a cgroup); no cgroup-v2: …`. Both versions of cgroups hold alike: of those none is missed. */
export function limitText(it: Enforcement): string {
  if (!it.enforced) return `not enforced: ${it.reason}`;
  const missed = it.backend.startsWith('cgroup') ? [] : (it.passedOver ?? []);
  const better = missed.map(({ backend, reason }) => `; no ${backend}: ${reason}`);
  return `enforced by ${it.backend}${it.caveat === undefined ? '' : ` (${it.caveat})`}${better.join('')}`;
}
