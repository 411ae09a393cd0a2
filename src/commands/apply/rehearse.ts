import { formatAskedMilliseconds, formatMegabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { rehearseHooks } from '../hooks/index.js';
import type { RunParts } from '../recorded-run.js';
import type { Rehearsed } from '../rehearsal/rehearsed-run.js';
import { carryOut } from './carry-out.js';
import { logGroupOf } from './find-target.js';
import { openToChange, plan, type ToApply } from './perform.js';

/** Opens what an application opens, and goes through one visit and the change: the same code, with nothing changed by it. */
export async function rehearseApply(
  what: ToApply,
  parts: RunParts,
  options: RawOptions,
  io: Io,
): Promise<Rehearsed | undefined> {
  const planned = await plan(what, parts, options, io);
  if (planned === undefined) return undefined;
  const { header, target, open, sending, estimate } = planned;
  const { connection } = open;
  const { rehearsal } = connection;
  if (rehearsal === undefined) throw new Error('a rehearsal has a connection of its own');
  const { signal } = parts.opening;
  const fn = await openToChange(planned, parts.opening);
  const { fromMB, toMB, looksAtBlocks, canary } = header.apply;
  const visits = 2 * Math.max(...looksAtBlocks);
  rehearsal.begin(`At each visit to a memory size (${visits} at most, in turn; here ${formatMegabytes(fromMB)})`);
  const fresh = await fn.freshVersion(fromMB, signal);
  rehearsal.note('Invoke', {
    FunctionName: fn.name,
    times: `${header.scenario.invocations.warm * 2 + visits} times at most`,
  });
  const said = rehearseHooks(sending.hooks, 'asked', rehearsal, estimate);
  await fresh.discard();
  rehearsal.begin(`If the promise holds, to ${formatMegabytes(toMB)} for good`);
  const watch =
    canary === undefined
      ? {}
      : {
          watch: () => {
            rehearsal.begin(
              `Every ${formatAskedMilliseconds(canary.windowMs)}, for ${formatAskedMilliseconds(canary.forMs)}`,
            );
            rehearsal.note('FilterLogEvents', { logGroupName: logGroupOf(target) });
            rehearsal.begin('If the canary keeps the promise');
          },
        };
  const nothing = (): void => {};
  await carryOut({
    ...{ header, target, connection, fn, signal, ...watch },
    ...{ onStep: nothing, onWatched: nothing, tell: nothing, note: nothing, onRollBack: nothing },
  });
  return { rehearsal, estimate: said };
}
