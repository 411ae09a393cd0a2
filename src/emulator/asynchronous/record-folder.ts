import { createHash } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from './message.js';

/**
 * Destinations as files, for ARNs that the emulator has nothing else for (topics, event buses, buckets, queues without a
 * queue endpoint): one file an ARN, a JSON line a message,
 *
 *     {"destination":"arn:aws:sns:…","body":{…the invocation record, or the event…},"attributes":{…}}
 *
 * `attributes` are there for a dead-letter target only, as SQS has them: {"RequestID":{"DataType":…,"StringValue":…},…}.
 */
export class RecordFolder {
  readonly #folder: string;
  /** Lines of one file go one after the other: a long one is not written at once. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async append(arn: string, { body, attributes }: Message): Promise<void> {
    const tail = attributes === undefined ? '' : `,"attributes":${JSON.stringify(attributes)}`;
    const line = `{"destination":${JSON.stringify(arn)},"body":${body}${tail}}\n`;
    const file = join(this.#folder, fileNameOf(arn));
    const before = this.#last.get(file) ?? mkdir(this.#folder, { recursive: true }).then(() => undefined);
    const written = before.catch(() => undefined).then(() => appendFile(file, line));
    this.#last.set(file, written);
    await written.finally(() => {
      if (this.#last.get(file) === written) this.#last.delete(file);
    });
  }
}

const MAX_NAME = 200;

/** `arn_aws_sns_us-east-1_000000000000_topic.jsonl`. */
export function fileNameOf(arn: string): string {
  const safe = arn.replace(/[^A-Za-z0-9.-]+/g, '_');
  if (safe.length <= MAX_NAME) return `${safe}.jsonl`;
  return `${safe.slice(0, MAX_NAME)}_${createHash('sha256').update(arn).digest('hex').slice(0, 16)}.jsonl`;
}
