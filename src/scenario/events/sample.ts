import { createHash } from 'node:crypto';

/** AWS's own account number and region for examples. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** All samples happened then: the same payload in every run. */
export const EPOCH_MS = Date.UTC(2026, 0, 15, 12, 0, 0);

/** A sample of what a service sends to a function. */
export interface SampleEvent {
  /** Records that the service puts into one event at most; 1 also where the event is no batch. */
  readonly maxBatch: number;
  readonly make: (batchSize: number) => object;
}

/** Looks random, is the same in every run, and differs between records. */
export const hex = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('hex').slice(0, length);

export function uuid(seed: string): string {
  const digits = hex(seed, 32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}

/** A batch: `{Records: [...]}`, as SQS, SNS, S3, Kinesis and DynamoDB send it. */
export const records = (batchSize: number, record: (index: number) => object): object => ({
  Records: Array.from({ length: batchSize }, (_, index) => record(index)),
});
