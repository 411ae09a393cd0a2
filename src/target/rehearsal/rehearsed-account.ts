import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';

/** What of one function would be otherwise by now. */
export class RehearsedFunction {
  /** `$LATEST` as it is, once it was read. */
  found: FunctionConfiguration = {};
  /** Of `$LATEST`; all of it where the function would have been made. */
  changed: FunctionConfiguration = {};
  isMade = false;
  isDeleted = false;
  readonly versions = new Map<string, FunctionConfiguration>();
  /** undefined: it would be gone. */
  readonly aliases = new Map<string, AliasConfiguration | undefined>();
  /** Provisioned concurrency by its qualifier; undefined: it would be ended. */
  readonly provisioned = new Map<string, number | undefined>();
  #revisions = 0;
  #published = 0;

  change(fields: FunctionConfiguration): void {
    this.#revisions += 1;
    this.changed = { ...this.changed, ...fields, RevisionId: `rehearsed-${this.#revisions}` };
  }

  publish(fields: FunctionConfiguration): FunctionConfiguration {
    this.#published += 1;
    const Version = `new-${this.#published}`;
    const version = {
      ...this.found,
      ...this.changed,
      ...fields,
      Version,
      State: 'Active',
      LastUpdateStatus: 'Successful',
    } as const;
    this.versions.set(Version, version);
    return version;
  }
}

/** The account as it would be, where that differs from what it is. */
export class RehearsedAccount {
  readonly #functions = new Map<string, RehearsedFunction>();

  of(name: string): RehearsedFunction {
    const found = this.#functions.get(name) ?? new RehearsedFunction();
    this.#functions.set(name, found);
    return found;
  }
}
