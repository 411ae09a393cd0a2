import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../../pricing/index.js';
import type { CodeFunction, Runtime } from '../../../scenario/index.js';
import { type OriginalFunction, packageOf, TargetError } from '../../../target/index.js';
import { megabytes, secondsToMilliseconds } from '../../../units/index.js';
import { checkArchitecture } from '../../open/check-architecture.js';
import { makeCopy } from '../../open/open-as-copy.js';
import { readUnmarked } from '../../open/when-unmarked.js';
import { functionPart } from '../../run-header.js';
import type { MadeSide, MakeParts } from './made-side.js';
import { type BareCode, type PreparedSide, unpacked } from './prepare-side.js';

/** Copies a function that exists, with its own code or with another's, to one of the run: it is read and never changed. */
export async function openCopy(
  { name: original, qualifier, code: bare }: Extract<PreparedSide, { kind: 'copy' }>,
  parts: MakeParts,
): Promise<MadeSide> {
  const { side, open, opening } = parts;
  const { connection } = open;
  const found = await withCode(await readUnmarked(connection, { name: original, qualifier }, opening), bare);
  const architecture = architectureIn(found.configuration);
  checkAsked(architecture, original, parts);
  opening.checkPrices(connection.region, [architecture]);
  const called = { called: parts.name, journalSuffix: `-${side}` };
  const { fn, configuration } = await makeCopy(found, called, connection, opening);
  const spec = { kind: 'existing', name: original, ...(qualifier === undefined ? {} : { qualifier }) } as const;
  const code = await codeOf(found, bare, parts);
  return {
    fn,
    function: functionPart({ spec, name: original, configuration, connection, copied: { differing: [] } }),
    configuration,
    architecture,
    ...(code === undefined ? {} : { code }),
  };
}

async function withCode(original: OriginalFunction, bare: BareCode | undefined): Promise<OriginalFunction> {
  if (bare === undefined) return original;
  if (original.configuration.PackageType === 'Image') {
    throw new TargetError(
      `${original.configuration.FunctionName} is an image, and cannot be given a zip's code`,
      'name a scenario that says how the code is run',
    );
  }
  return { ...original, code: { ZipFile: await packageOf(bare) } };
}

const architectureIn = ({ Architectures }: FunctionConfiguration): Architecture =>
  Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';

function checkAsked(found: Architecture, name: string, { scenario, open }: MakeParts): void {
  const { architectures: asked = [] } = scenario.asked;
  checkArchitecture(open.connection, found);
  if (asked.length === 0 || asked.includes(found)) return;
  throw new TargetError(`${asked.join(' and ')} was asked for, and ${name} is on ${found}`, 'leave --arch out');
}

/** Where its code lies, for what explains it; not where that alone does not run: an image, or one with layers. */
async function codeOf(
  { configuration, code: { ZipFile } }: OriginalFunction,
  bare: BareCode | undefined,
  { open, opening }: MakeParts,
): Promise<CodeFunction | undefined> {
  const { Runtime: runtime, Handler: handler, Role: role, Layers = [], Timeout = 3 } = configuration;
  if (ZipFile === undefined || runtime === undefined || handler === undefined || Layers.length > 0) return undefined;
  const found = bare ?? (await unpacked(Buffer.from(ZipFile), opening.cleanup).catch(() => undefined));
  if (found === undefined) return undefined;
  return {
    kind: 'code',
    ...found,
    handler,
    runtime: runtime as Runtime,
    environment: { ...configuration.Environment?.Variables, ...open.environment },
    timeoutMs: secondsToMilliseconds(Timeout),
    ephemeralStorageMB: megabytes(configuration.EphemeralStorage?.Size ?? 512),
    ...(role === undefined ? {} : { role }),
  };
}
