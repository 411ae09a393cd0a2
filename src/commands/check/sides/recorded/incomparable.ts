import type { Architecture } from '../../../../pricing/index.js';
import type { CheckSide, Header } from '../../../../recording/index.js';

/** What two measurements of one function were made of and where. */
export interface Circumstances {
  readonly function: CheckSide['function'];
  readonly target: Header['target'];
  readonly host: Header['host'];
  readonly architectures: readonly Architecture[];
  readonly payloads: Header['scenario']['payloads'];
}

type Enforced = Header['target']['cpu'];

/**
 * Why figures of the one say nothing about the other, a line each; what differs besides is the change itself. A part that
 * an older recording does not name is not held against it.
 */
export function incomparable(then: Circumstances, now: Circumstances): readonly string[] {
  const { target: before, function: was } = then;
  const { target, function: is } = now;
  const [architecture = 'x86_64'] = now.architectures;
  const isLocal = target.kind === 'emulator' && before.kind === 'emulator';
  return [
    ...differing('measured on', kindText(before), kindText(target)),
    ...(isLocal || before.kind !== target.kind ? [] : differing('region', before.region, target.region)),
    ...(then.architectures.includes(architecture)
      ? []
      : differing('architecture', then.architectures.join(' and '), architecture)),
    ...differing('runtime', was.runtime ?? was.packageType, is.runtime ?? is.packageType),
    ...(was.runtime === is.runtime ? differing('runtime version', versionOf(was), versionOf(is)) : []),
    ...differing('payloads', payloadText(then), payloadText(now)),
    ...(isLocal ? ofEmulators(then, now) : []),
  ];
}

const versionOf = ({ runtimeVersion, runtimeUsed }: CheckSide['function']): string | undefined =>
  runtimeVersion ?? runtimeUsed;

/** An emulator measures with the host's own CPU, shared out by one backend or another. */
function ofEmulators({ target: before, host: hostBefore }: Circumstances, { target, host }: Circumstances): string[] {
  return [
    ...differing('CPU backend', backendOf(before.cpu), backendOf(target.cpu)),
    ...differing('memory backend', backendOf(before.memory), backendOf(target.memory)),
    ...differing('network of functions', before.network, target.network),
    ...differing('simulated noise', simulatedText(before), simulatedText(target)),
    ...differing('CPU of the host', hostBefore.cpuModel, host.cpuModel),
    ...differing('cores of the host', `${hostBefore.cores}`, `${host.cores}`),
    ...differing('operating system', hostBefore.os, host.os),
  ];
}

/** Of what the one side does not know nothing is said. */
const differing = (what: string, then: string | undefined, now: string | undefined): string[] =>
  then === undefined || now === undefined || then === now ? [] : [`${what}: ${then} then, ${now} now`];

const kindText = ({ kind, endpoint }: Header['target']): string =>
  kind === 'aws' ? 'AWS' : kind === 'emulator' ? 'the emulator' : (endpoint ?? 'an endpoint');

const backendOf = (it: Enforced): string | undefined =>
  it === undefined ? undefined : it.enforced ? it.backend : 'not enforced';

const simulatedText = ({ simulated }: Header['target']): string =>
  simulated === undefined
    ? 'none'
    : simulated.parts
        .map(
          ({ name, parameters }) =>
            `${name} (${Object.entries(parameters)
              .map((it) => it.join(' '))
              .join(', ')})`,
        )
        .join(', ');

/** Weights as shares: 1 and 1 is 2 and 2. */
function payloadText({ payloads }: Circumstances): string {
  const sum = payloads.reduce((total, { weight }) => total + weight, 0);
  const shares = payloads.map(({ name, weight }) => `${name} (${((100 * weight) / sum).toFixed(0)} %)`);
  return payloads.length === 1 ? (payloads[0]?.name ?? '') : shares.sort().join(', ');
}
