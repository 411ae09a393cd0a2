/** Keys of a phase beside `kind` and `name`. */
export type PhaseKey =
  | 'rate'
  | 'for'
  | 'from'
  | 'to'
  | 'by'
  | 'each'
  | 'requests'
  | 'file'
  | 'column'
  | 'speed'
  | 'concurrency';

export interface PhaseKeys {
  readonly needs: readonly PhaseKey[];
  readonly may?: readonly PhaseKey[];
}

/** What each kind needs, in the order that `--load` writes it; and what it may have. */
export const PHASE_KINDS = {
  constant: { needs: ['rate', 'for'] },
  poisson: { needs: ['rate', 'for'] },
  ramp: { needs: ['from', 'to', 'for'] },
  steps: { needs: ['from', 'to', 'by', 'each'] },
  burst: { needs: ['requests'] },
  pause: { needs: ['for'] },
  trace: { needs: ['file'], may: ['column', 'speed'] },
  closed: { needs: ['concurrency', 'for'] },
} as const satisfies Readonly<Record<string, PhaseKeys>>;

export type PhaseKind = keyof typeof PHASE_KINDS;
export const PHASE_KIND_NAMES = Object.keys(PHASE_KINDS) as [PhaseKind, ...PhaseKind[]];
