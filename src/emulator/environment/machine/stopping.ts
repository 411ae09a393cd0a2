import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Effect, Step } from '../effect.js';
import type { Extension, Extensions, ShutdownReason } from '../extension.js';
import type { Goal, Stopping } from '../state.js';
import { after, over, unchanged } from './step.js';

/** "Shutdown phase", developer guide, read 2026-10: 0 ms without extensions, 500 with internal ones, 2,000 with external. */
const WITH_INTERNAL_MS = 500;
const WITH_EXTERNAL_MS = 2000;
/** Of this the runtime may use so much; the extensions have the rest (`rapid`, rapid/shutdown.go, 2026-01). */
const RUNTIME_SHARE = 0.3;

export interface Ending {
  readonly goal: Goal;
  readonly reason: ShutdownReason;
  readonly extensions: Extensions;
  readonly isRuntimeAlive: boolean;
  readonly isFrozen?: boolean;
}

/**
 * Without extensions the processes are killed at once. Else the runtime gets SIGTERM and some time, then the external
 * extensions that have registered for it get a SHUTDOWN event and the rest of the time.
 */
export function stop({ goal, reason, extensions, isRuntimeAlive, isFrozen = false }: Ending, now: Milliseconds): Step {
  if (extensions.length === 0) return killed({ goal, reason, extensions }, now);
  const span = extensions.some(isExternal) ? WITH_EXTERNAL_MS : WITH_INTERNAL_MS;
  const state: Stopping = {
    name: 'Stopping',
    goal,
    reason,
    stage: 'runtime',
    extensions,
    runtimeUntil: milliseconds(now + span * RUNTIME_SHARE),
    extensionsUntil: milliseconds(now + span),
  };
  const effects: Effect[] = [
    ...(goal.purpose === 'end' ? [{ kind: 'leave' } as const] : []),
    ...(isFrozen ? [{ kind: 'thaw' } as const] : []),
  ];
  if (!isRuntimeAlive) return after(effects, tellExtensions(state, now));
  return { state, effects: [...effects, { kind: 'signal', signal: 'SIGTERM' }] };
}

const isExternal = ({ kind }: Extension): boolean => kind === 'external';

/** One that was not started, or has exited, hears nothing any more. */
const isAlive = (it: Extension): boolean => isExternal(it) && it.state !== 'LaunchError' && it.exited !== true;

const isToBeTold = (it: Extension): boolean => isAlive(it) && it.events.includes('SHUTDOWN');

function tellExtensions(state: Stopping, now: Milliseconds): Step {
  const { extensions, reason, extensionsUntil: deadline } = state;
  if (!extensions.some(isToBeTold)) return killed(state, now);
  const effects: Effect[] = [];
  for (const it of extensions.filter(isAlive)) {
    if (!isToBeTold(it)) effects.push({ kind: 'signal', extension: it.name, signal: 'SIGKILL' });
    // Who is busy hears of it at its next `next`.
    else if (it.state === 'Ready' && it.id !== undefined) effects.push(shutdownEvent(it.id, reason, deadline));
  }
  return { state: { ...state, stage: 'extensions', extensions: extensions.map(told) }, effects };
}

const shutdownEvent = (id: string, reason: ShutdownReason, deadline: Milliseconds): Effect => ({
  kind: 'deliverEvent',
  id,
  event: { eventType: 'SHUTDOWN', reason, deadline },
});

const told = (it: Extension): Extension => (isToBeTold(it) && it.state === 'Ready' ? { ...it, state: 'Running' } : it);

function killed(it: Pick<Stopping, 'goal' | 'reason' | 'extensions'>, now: Milliseconds): Step {
  const { goal, reason, extensions } = it;
  if (goal.purpose === 'end') return over();
  const state: Stopping = {
    name: 'Stopping',
    goal,
    reason,
    stage: 'killed',
    extensions,
    runtimeUntil: now,
    extensionsUntil: now,
  };
  return { state, effects: [{ kind: 'kill' }] };
}

export function runtimeExitedInStopping(state: Stopping, now: Milliseconds): Step {
  return state.stage === 'runtime' ? tellExtensions(state, now) : unchanged(state);
}

export function extensionExitedInStopping(state: Stopping, name: string, now: Milliseconds): Step {
  const extensions = state.extensions.map((it) => (it.name === name ? { ...it, exited: true as const } : it));
  const next = { ...state, extensions };
  return state.stage === 'extensions' && !extensions.some(isToBeTold) ? killed(next, now) : unchanged(next);
}

/** @param extensions with the one that has asked. */
export function extensionNextInStopping(state: Stopping, extensions: Extensions, id: string): Step {
  const asking = extensions.find((it) => it.id === id);
  if (state.stage !== 'extensions' || asking === undefined || !isToBeTold(asking)) {
    return unchanged({ ...state, extensions });
  }
  return unchanged(
    { ...state, extensions: extensions.map(told) },
    shutdownEvent(id, state.reason, state.extensionsUntil),
  );
}

export function stoppingDeadline(state: Stopping): Milliseconds | undefined {
  if (state.stage === 'killed') return undefined;
  return state.stage === 'runtime' ? state.runtimeUntil : state.extensionsUntil;
}

export function onTimeInStopping(state: Stopping, now: Milliseconds): Step {
  if (state.stage === 'runtime') return after([{ kind: 'signal', signal: 'SIGKILL' }], tellExtensions(state, now));
  return killed(state, now);
}

/** What is going on ends as it would, and then nothing comes after it. */
export function stopForGood(state: Stopping, now: Milliseconds): Step {
  const goal: Goal = { purpose: 'end' };
  if (state.goal.purpose === 'end') return unchanged(state);
  return state.stage === 'killed' ? killed({ ...state, goal }, now) : unchanged({ ...state, goal }, { kind: 'leave' });
}
