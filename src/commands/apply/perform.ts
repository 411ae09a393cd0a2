import { type ApplyEnd, type ApplyHeader, ApplyRecordingWriter } from '../../recording/index.js';
import type { FunctionUnderTest } from '../../target/index.js';
import { renderApplyPlan } from '../../views/terminal/index.js';
import { hearCalls } from '../calls-heard.js';
import type { Io, RawOptions } from '../command.js';
import { endOfThrown } from '../end-of-thrown.js';
import { hooksNote, hooksOf } from '../hooks/index.js';
import { humanStream } from '../human-stream.js';
import { type OpenConnection, openConnection } from '../open/open-connection.js';
import { openFunction } from '../open/open-function.js';
import type { RunParts } from '../recorded-run.js';
import { seedOf } from '../seed.js';
import { aimName, aimOf, ask } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { estimateText } from '../tune/consent.js';
import { estimateTune } from '../tune/estimate.js';
import type { AskedApply } from './asked.js';
import { carryOut } from './carry-out.js';
import { type FoundTarget, findTarget } from './find-target.js';
import { applyHeaderOf } from './header.js';
import { measureAfresh } from './measure-afresh.js';
import type { Recommended } from './recommended.js';
import type { Sending } from './sending.js';
import { openTeller } from './teller.js';

export interface ToApply {
  readonly recommended: Recommended;
  readonly asked: AskedApply;
  readonly name: string;
  readonly sending: Sending;
  readonly region?: string;
}

export interface Planned {
  readonly header: ApplyHeader;
  readonly target: FoundTarget;
  readonly open: OpenConnection;
  readonly sending: Sending;
}

/** Finds the function, and shows what would become of it; undefined where it has that already. */
export async function plan(
  what: ToApply,
  parts: RunParts,
  options: RawOptions,
  io: Io,
): Promise<(Planned & { readonly estimate: string }) | undefined> {
  const where = { services: [], isEmbedded: false, ...(what.region === undefined ? {} : { region: what.region }) };
  const open = await openConnection(where, parts.opening);
  const { connection } = open;
  const target = await findTarget(connection, what.name, what.recommended, what.asked);
  const seed = seedOf(options);
  const header = applyHeaderOf({ ...parts, ...what, target, connection, seed, version: io.version });
  const out = humanStream(options, io);
  const { fromMB, toMB } = header.apply;
  if (fromMB === toMB) {
    out.write(nothingToDo(what.name, toMB, target));
    return undefined;
  }
  const aim = aimOf(connection);
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  const layout = { width: Math.max(60, out.columns || 80), color };
  out.write(renderApplyPlan({ apply: header.apply, name: what.name, place: aimName(aim) }, layout));
  const book = bookOfRun({ ...parts, region: connection.region });
  const estimate = estimateText(
    { header, aim, estimate: estimateTune(header, book), isRehearsed: parts.opening.mode === 'rehearsal' },
    'the fresh measurement makes at most',
  );
  const text = `${estimate}${header.target.kind === 'emulator' ? ';\n  what the host disturbs is sent again' : ''}`;
  return { header, target, open, sending: what.sending, estimate: text };
}

/** Shows, asks, measures afresh, applies. */
export async function perform(
  what: ToApply,
  parts: RunParts,
  options: RawOptions,
  io: Io,
): Promise<'nothing-to-do' | 'done'> {
  const planned = await plan(what, parts, options, io);
  if (planned === undefined) return 'nothing-to-do';
  humanStream(options, io).write(`  ${planned.estimate}\n`);
  const question = `${what.name} is to be changed as shown above`;
  await ask({ what: question, hint: 'look at it with --dry-run, then add --yes' }, options, io, parts.opening.signal);
  await carryThrough(planned, parts, options, io);
  return 'done';
}

/** Its callers have it. What the next version is made of may hold another size: whoever deploys next has to know. */
function nothingToDo(name: string, toMB: number, { alias, latest }: FoundTarget): string {
  const who = alias === undefined ? name : `the alias ${alias.name} of ${name}`;
  const text = `${who} has ${toMB} MB already: there is nothing to apply\n`;
  if (latest.MemorySize === toMB) return text;
  return `${text}$LATEST has ${latest.MemorySize} MB, and so will the next version; without --alias that is set\n`;
}

/** It is locked, and gets its journal, at the first change of it. */
export async function openToChange(
  { target, open }: Planned,
  opening: RunParts['opening'],
): Promise<FunctionUnderTest> {
  const spec = { kind: 'existing' as const, name: target.name };
  const wanted = { spec, name: target.name, architectures: [target.architecture] };
  const { functions } = await openFunction(wanted, open, opening);
  const fn = functions.get(target.architecture);
  if (fn === undefined) throw new Error('a function is on its own architecture');
  return fn;
}

async function carryThrough(planned: Planned, parts: RunParts, options: RawOptions, io: Io): Promise<void> {
  const { header, target, open, sending } = planned;
  const { connection } = open;
  const { control, opening, path } = parts;
  const book = bookOfRun({ ...parts, region: connection.region });
  const fn = await openToChange(planned, opening);
  const writer = ApplyRecordingWriter.create(path, header);
  const teller = await openTeller({ header, ...parts, options, io }, writer);
  const { tell, note, append } = teller;
  const hooked = hooksOf(sending.hooks, { ...open, signal: control.signal, say: note });
  const heard = hearCalls(connection.calls, note);
  let end: Pick<ApplyEnd, 'reason' | 'detail'> = { reason: 'complete' };
  try {
    if (sending.hooks !== undefined) note(hooksNote(sending.hooks, 'asked'));
    const { hooks } = hooked;
    const afresh = { header, sending, fn, book, control, hooks, onMeasurement: append, onBlock: teller.blockOver };
    const { verdict } = await measureAfresh(afresh);
    if (control.reason !== undefined) end = { reason: control.reason };
    else if (verdict === 'kept') {
      const { signal } = opening;
      const { onStep, onRollBack } = teller;
      await carryOut({ header, target, connection, fn, signal, onStep, onWatched: append, tell, note, onRollBack });
    }
  } catch (error) {
    const thrown = endOfThrown(error, control, open.causeOf);
    end = thrown.end;
    if ('cause' in thrown) throw thrown.cause;
  } finally {
    await teller.end({ ...end, ...hooked.hooks?.failed, ...heard.endPart() });
  }
}
