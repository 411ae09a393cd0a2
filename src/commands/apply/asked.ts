import type { ApplyHeader } from '../../recording/index.js';
import { parseShare, parseSpan } from '../../scenario/index.js';
import { milliseconds, type Ratio, ratio } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { text } from '../scenario-from-options.js';

export interface AskedApply {
  readonly alias?: string;
  readonly canary?: NonNullable<ApplyHeader['apply']['canary']>;
  readonly toleranceRatio: Ratio;
}

/** What the command line says of how to apply. @throws CommandError where it does not fit together */
export function askedOf(options: RawOptions): AskedApply {
  const alias = text(options.alias);
  const canary = text(options.canary);
  const span = text(options.for);
  if (alias === undefined && canary !== undefined) {
    throw new CommandError('--canary needs an alias whose traffic it takes a part of', 'name it with --alias');
  }
  if (canary === undefined && span !== undefined) {
    throw new CommandError('--for says how long a canary is watched, and there is none', 'add --canary 10%');
  }
  return {
    ...(alias === undefined ? {} : { alias }),
    ...(canary === undefined ? {} : { canary: canaryOf(canary, span ?? '10m') }),
    toleranceRatio: shareOf('--tolerance', text(options.tolerance) ?? '5%'),
  };
}

const [LOOKS, SHORTEST_WINDOW_MS, LONGEST_WINDOW_MS] = [10, 1000, 60_000];

function canaryOf(typed: string, span: string): NonNullable<AskedApply['canary']> {
  const shareRatio = shareOf('--canary', typed);
  if (shareRatio <= 0 || shareRatio >= 1) {
    throw new CommandError(`--canary ${typed} is no part of the traffic`, 'more than 0 and less than 100%: 10%');
  }
  const forMs = parseSpan(span);
  if (forMs === undefined || forMs < SHORTEST_WINDOW_MS) {
    throw new CommandError(`--for ${span} is no time to watch`, 'from 1s on, such as 90s, 10m or 1h');
  }
  const windowMs = milliseconds(Math.min(LONGEST_WINDOW_MS, Math.max(SHORTEST_WINDOW_MS, forMs / LOOKS)));
  return { shareRatio, forMs, windowMs };
}

function shareOf(flag: string, typed: string): Ratio {
  const share = parseShare(typed);
  if (share === undefined) throw new CommandError(`${flag} ${typed} is no share`, 'a percentage, such as 10%');
  return ratio(share);
}
