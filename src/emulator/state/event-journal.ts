import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { epochMilliseconds } from '../../units/index.js';
import type { LogJournal } from '../logs/log-journal.js';
import type { LogStore } from '../logs/log-store.js';

/** What happened to log events, in order: an event, a stream that was deleted, a group that was. */
type Line =
  | readonly ['event', region: string, group: string, stream: string, time: number, ingested: number, message: string]
  | readonly ['noStream', region: string, group: string, stream: string]
  | readonly ['noGroup', region: string, group: string];

/** Twice what the store keeps: past that the file is written anew with what is kept. */
const REWRITE_CHARACTERS = 512 * 1_048_576;

/**
 * Log events on disk as they come, a JSON line each. A line is with the system a moment after it was logged, so a killed
 * emulator loses none but those of its last milliseconds; a line that is cut is left out. The file is written anew at
 * each start, and when it has grown, so that it does not grow for ever.
 */
export class EventJournal implements LogJournal {
  readonly #file: string;
  readonly #store: LogStore;
  #stream: WriteStream | undefined;
  #written = 0;
  /** Lines that came while the file is being written anew, for the new one. */
  #meanwhile: string[] | undefined;
  #rewriting: Promise<void> = Promise.resolve();

  private constructor(file: string, store: LogStore) {
    this.#file = file;
    this.#store = store;
  }

  /** Reads what is there into the store, writes that anew, and goes on from there. */
  static async open(file: string, store: LogStore): Promise<EventJournal> {
    if (existsSync(file)) await replay(file, store);
    const journal = new EventJournal(file, store);
    store.keepIn(journal);
    await journal.#rewrite();
    return journal;
  }

  appended(
    region: string,
    group: string,
    stream: string,
    timestamp: number,
    ingestionTime: number,
    message: string,
  ): void {
    this.#write(['event', region, group, stream, timestamp, ingestionTime, message]);
  }

  streamDeleted(region: string, group: string, stream: string): void {
    this.#write(['noStream', region, group, stream]);
  }

  groupDeleted(region: string, group: string): void {
    this.#write(['noGroup', region, group]);
  }

  async close(): Promise<void> {
    await this.#rewriting;
    this.#stream?.end();
    if (this.#stream !== undefined) await finished(this.#stream);
  }

  #write(line: Line): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#stream?.write(text);
    this.#meanwhile?.push(text);
    this.#written += text.length;
    if (this.#written > REWRITE_CHARACTERS && this.#meanwhile === undefined) this.#rewriting = this.#rewrite();
  }

  /** The old file takes every line until the new one has taken its place. */
  async #rewrite(): Promise<void> {
    this.#meanwhile = [];
    const kept = this.#store.groups().map(({ region, name, events }) => ({ region, name, events: [...events.all()] }));
    const next = createWriteStream(`${this.#file}.unfinished`, { mode: 0o600 });
    await once(next, 'open');
    for (const { region, name, events } of kept) {
      for (const { stream, timestamp, ingestionTime, message } of events) {
        const line: Line = ['event', region, name, stream, timestamp, ingestionTime, message];
        if (!next.write(`${JSON.stringify(line)}\n`)) await once(next, 'drain');
      }
    }
    for (const text of this.#meanwhile) next.write(text);
    const before = this.#stream;
    this.#stream = next;
    this.#meanwhile = undefined;
    this.#written = 0;
    before?.end();
    await rename(`${this.#file}.unfinished`, this.#file);
  }
}

async function replay(file: string, store: LogStore): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) {
    const line = parse(text);
    if (line !== undefined) apply(line, store);
  }
}

function parse(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return Array.isArray(line) ? (line as unknown as Line) : undefined;
  } catch {
    return undefined;
  }
}

function apply(line: Line, store: LogStore): void {
  const [kind, regionName, groupName] = line;
  const region = store.region(regionName);
  const group = region.group(groupName);
  if (kind === 'event') {
    const [, , , stream, time, ingested, message] = line;
    const target = group ?? region.createGroup(groupName, epochMilliseconds(ingested));
    target.append(stream, epochMilliseconds(time), epochMilliseconds(ingested), message);
  } else if (kind === 'noStream') {
    group?.deleteStream(line[3]);
  } else if (kind === 'noGroup' && group !== undefined) {
    region.deleteGroup(group);
  }
}
