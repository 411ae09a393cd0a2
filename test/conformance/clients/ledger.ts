import type { Api, Driver } from './drivers/driver.js';

export type ClientName = Driver['name'];
export type Kind = 'answers' | 'refusals';

export interface Entry {
  readonly client: ClientName;
  readonly scenario: string;
  readonly api: Api;
  readonly operation: string;
  readonly kind: Kind;
}

/** What has been asked through which client. */
export class Ledger {
  readonly entries: Entry[] = [];
  /** What an installed client could not ask for, as it is older than that: `boto3 lambda.InvokeWithResponseStream`. */
  readonly unknown = new Set<string>();

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  /** @returns `lambda.CreateFunction`, … */
  operationsOf(client: ClientName): Set<string> {
    return new Set(this.entries.filter((it) => it.client === client).map(nameOf));
  }

  count(matches: (entry: Entry) => boolean): number {
    return this.entries.filter(matches).length;
  }
}

export const nameOf = ({ api, operation }: Pick<Entry, 'api' | 'operation'>): string => `${api}.${operation}`;
