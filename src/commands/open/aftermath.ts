type Fate =
  | { readonly kind: 'unchanged' }
  /** Changed, and not put back yet. */
  | { readonly kind: 'changed'; readonly journal: string }
  | { readonly kind: 'put-back'; readonly isWhole: boolean; readonly isApplied: boolean }
  | { readonly kind: 'removed' };

/**
 * What has become of each function that a run has to do with. Whoever sees a run fail wants to know this before the why:
 * it is told last, below the trouble.
 */
export class Aftermath {
  readonly #fates = new Map<string, Fate>();

  /** It is read, or read and invoked. What was done to it before counts more. */
  found(name: string): void {
    if (!this.#fates.has(shortOf(name))) this.#set(name, { kind: 'unchanged' });
  }

  /** From now on something is to be put back. */
  changing(name: string, journal: string): void {
    this.#set(name, { kind: 'changed', journal });
  }

  /** @param isWhole nothing of it was somebody else's by then; @param isApplied a change of it is to stay */
  putBack(name: string, isWhole: boolean, isApplied: boolean): void {
    this.#set(name, { kind: 'put-back', isWhole, isApplied });
  }

  /** The run had made it. */
  removed(name: string): void {
    this.#set(name, { kind: 'removed' });
  }

  #set(name: string, fate: Fate): void {
    this.#fates.set(shortOf(name), fate);
  }

  get isAnythingChanged(): boolean {
    return [...this.#fates.values()].some(({ kind }) => kind !== 'unchanged');
  }

  /** A line each. What could not be put back has its own error, which says what is left and what finishes it. */
  lines(): readonly string[] {
    return [...this.#fates].flatMap(([name, fate]) => lineOf(name, fate) ?? []);
  }

  /** Where the process ends before the clean-up: a line for each that is still to be put back. */
  unfinishedLines(): readonly string[] {
    return [...this.#fates].flatMap(([name, fate]) =>
      fate.kind === 'changed'
        ? [`a second process puts ${name} back now; should it not get through, "kelvin restore ${fate.journal}" does`]
        : [],
    );
  }
}

/** One function, also where it was named by its ARN. */
const shortOf = (name: string): string => name.replace(/^.*:function:/, '').replace(/:.*$/, '');

function lineOf(name: string, fate: Fate): string | undefined {
  switch (fate.kind) {
    case 'unchanged':
      return `${name} was not changed by this run`;
    case 'changed':
      return undefined;
    case 'removed':
      return `${name}, which the run had made, is removed`;
    case 'put-back': {
      const but = fate.isWhole ? '' : ', but for what is told above';
      return fate.isApplied
        ? `${name} keeps what was applied; all else is as it was before the run${but}`
        : `${name} is as it was before the run${but}`;
    }
  }
}
