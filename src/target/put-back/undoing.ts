import { type FunctionConfiguration, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import type { Change, JournalRecord } from '../journal/index.js';

/** A change that could not be undone, and why. */
export interface Left {
  readonly change: Change;
  readonly why: string;
}

/** What became of one undoing: nothing to say, or what is somebody else's by now and was not touched. */
export type Undone = { readonly theirs: string } | undefined;

/** A journal that is being undone. */
export class Undoing {
  #versions: Promise<readonly FunctionConfiguration[]> | undefined;
  constructor(
    readonly connection: Connection,
    readonly record: JournalRecord,
    /** By which whoever undoes it holds the lock of a run that has died. */
    readonly claim?: string,
  ) {}

  get functionName(): string {
    return this.record.head.functionName;
  }

  /** Whether this is of the run whose journal it is. */
  isOurs(description: string | undefined): boolean {
    return description?.includes(this.record.head.marker) ?? false;
  }

  /** Every version, `$LATEST` left out, as they were when it was first asked: all pages, before any is deleted. */
  versions(): Promise<readonly FunctionConfiguration[]> {
    this.#versions ??= this.#listVersions();
    return this.#versions;
  }

  async #listVersions(): Promise<readonly FunctionConfiguration[]> {
    const found: FunctionConfiguration[] = [];
    const client = this.connection.control;
    for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: this.functionName })) {
      found.push(...(page.Versions ?? []).filter(({ Version }) => Version !== undefined && Version !== '$LATEST'));
    }
    return found;
  }
}

/** Undefined where it is gone already, which is as good. */
export async function orGone<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!/^(ResourceNotFoundException|ProvisionedConcurrencyConfigNotFoundException)$/.test((error as Error).name))
      throw error;
    return undefined;
  }
}
