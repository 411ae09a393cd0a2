import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Step } from '../effect.js';
import type { Frozen, Ready, Reset, State, Terms } from '../state.js';
import { spindown } from './ending.js';
import { over, unchanged } from './step.js';

/** When an environment that nobody uses is to be given up: after its idle time, or when it is too old. */
function givenUpAt(state: Ready | Frozen | Reset, { idleTimeout, endsAt }: Terms): Milliseconds {
  const idleUntil = idleTimeout === undefined ? endsAt : milliseconds(state.since + idleTimeout);
  return milliseconds(Math.max(state.since, Math.min(idleUntil, endsAt)));
}

/**
 * Its processes are not stopped at once. Between two invocations that follow each other closely nothing is saved by it,
 * and the two writes to the kernel would cost a good part of what a short invocation takes.
 */
export function idleDeadline(state: Ready | Frozen | Reset, terms: Terms): Milliseconds {
  const end = givenUpAt(state, terms);
  return state.name === 'Ready' ? milliseconds(Math.min(state.since + terms.freezeAfter, end)) : end;
}

export function onTimeIdle(state: Ready | Frozen | Reset, now: Milliseconds, terms: Terms): Step {
  if (now >= givenUpAt(state, terms)) return state.name === 'Reset' ? over() : spindown(state, now);
  return state.name === 'Ready' ? unchanged({ ...state, name: 'Frozen' }, { kind: 'freeze' }) : unchanged(state);
}

/** Before its invocation begins: what it takes to resume an environment is not in Duration, on AWS neither. */
export const wake = (state: State): Step =>
  state.name === 'Frozen' ? unchanged({ ...state, name: 'Ready' }, { kind: 'thaw' }) : unchanged(state);
