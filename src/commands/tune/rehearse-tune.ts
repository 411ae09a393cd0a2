import { expectedInvocations } from '../../explore/index.js';
import type { Scenario } from '../../scenario/index.js';
import { formatMegabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { rehearseHooks } from '../hooks/index.js';
import { onLatestText } from '../on-latest/told.js';
import type { RunParts } from '../recorded-run.js';
import type { Rehearsed } from '../rehearsal/rehearsed-run.js';
import { aimOf } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { spanOf } from '../spending/span-text.js';
import { candidatesOn } from './candidates.js';
import { estimateText, visitsText } from './consent.js';
import { estimateTune } from './estimate.js';
import { headerOf } from './header.js';
import { openTarget } from './open-target.js';
import { withinQuotas } from './within-quotas.js';

export interface RehearseParts extends RunParts {
  readonly asked: Scenario;
  /** Provisioned concurrency of each version. */
  readonly ofEachVersion: number | undefined;
  readonly seed: number;
  readonly options: RawOptions;
  readonly io: Io;
}

const whole = (count: number): string => count.toLocaleString('en-US');

/** Opens what a tuning opens, and makes one visit: each further one makes the same calls, at the size that it is to. */
export async function rehearseTune({
  asked,
  ofEachVersion,
  seed,
  options,
  io,
  ...parts
}: RehearseParts): Promise<Rehearsed> {
  const { opening } = parts;
  const target = await openTarget(asked, opening);
  const { connection, functions } = target;
  const { rehearsal } = connection;
  if (rehearsal === undefined) throw new Error('a rehearsal has a connection of its own');
  const scenario = await withinQuotas(target, candidatesOn(target, asked, options, io), options, io);
  const architectures = [...functions.keys()];
  const header = headerOf({ ...parts, ...target, ofEachVersion, scenario, architectures, seed, version: io.version });
  const book = bookOfRun({ ...parts, region: connection.region });
  const { visits, invocations } = expectedInvocations(header);
  const sizes = scenario.memorySizesMB.map((it) => formatMegabytes(it));
  const isRange = scenario.exploration?.rangeMB !== undefined;
  const among = isRange ? [sizes[0], sizes.at(-1)].join(' to ') : sizes.join(', ');
  const onLatest = await onLatestText(connection, [functions], visitsText(header));
  for (const fn of functions.values()) await fn.begin();
  for (const [architecture, fn] of functions) {
    const [size] = scenario.memorySizesMB;
    if (size === undefined) throw new Error('a scenario has at least one memory size');
    const on = functions.size > 1 ? `, ${architecture}` : '';
    rehearsal.begin(
      `At each visit to a memory size (${spanOf(visits, whole)} in all, among ${among}; here ${formatMegabytes(size)}${on})`,
    );
    const fresh = await fn.freshVersion(
      size,
      opening.signal,
      ofEachVersion === undefined ? undefined : { concurrency: ofEachVersion },
    );
    rehearsal.note('Invoke', { FunctionName: fn.name, times: `${spanOf(invocations, whole)} times over all visits` });
    if (fresh.checkUnchanged !== undefined) {
      rehearsal.note('GetFunctionConfiguration', { FunctionName: fn.name, times: 'after each of them' });
    }
    if (fresh.fetchInits !== undefined) rehearsal.note('FilterLogEvents', { logGroupName: fresh.logGroup });
    await fresh.discard();
  }
  const question = { header, aim: aimOf(connection), estimate: estimateTune(header, book), isRehearsed: true };
  const estimate = rehearseHooks(scenario.hooks, 'asked', rehearsal, estimateText(question));
  return { rehearsal, estimate: onLatest === undefined ? estimate : `${estimate}. ${onLatest}` };
}
