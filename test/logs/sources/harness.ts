import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { LoggedUnreadable, MessageMeta } from '../../../src/logs/index.js';
import { findFiles } from '../../../src/logs/sources/find-files.js';
import { type ReadSourceOptions, readSource } from '../../../src/logs/sources/read-source.js';

export interface Heard {
  readonly texts: string;
  readonly textMeta: readonly MessageMeta[];
  readonly messages: readonly { readonly text: string; readonly meta: MessageMeta; readonly line?: number }[];
  readonly unreadable: readonly LoggedUnreadable[];
  readonly ends: number;
}

/** Reads sources into a sink that writes everything down. */
export async function hear(sources: readonly string[], stdin?: Iterable<Buffer | string>): Promise<Heard> {
  const texts: Buffer[] = [];
  const textMeta: MessageMeta[] = [];
  const messages: { text: string; meta: MessageMeta; line?: number }[] = [];
  const unreadable: LoggedUnreadable[] = [];
  let ends = 0;
  const options: ReadSourceOptions = {
    sink: () => ({
      text(chunk, meta = {}) {
        texts.push(chunk);
        textMeta.push(meta);
      },
      message(text, meta, line) {
        messages.push({ text, meta, ...(line === undefined ? {} : { line }) });
      },
      end() {
        ends++;
      },
    }),
    unreadable: (record) => unreadable.push(record),
    ...(stdin === undefined ? {} : { stdin: Readable.from(stdin) }),
  };
  for (const { name } of (await findFiles(sources)).files) await readSource(name, options);
  return { texts: Buffer.concat(texts).toString(), textMeta, messages, unreadable, ends };
}

/** What standard input holds, in pieces of a size, so that every cut is tried. */
export const hearBytes = (bytes: Buffer | string, size = 7): Promise<Heard> => {
  const all = Buffer.from(bytes);
  const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.subarray(at * size, (at + 1) * size),
  );
  return hear(['-'], pieces);
};

export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../../test/logs/sources/fixtures/${name}`, import.meta.url));

export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-sources-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryFile(context: TestContext, bytes: Buffer | string, name = 'a.log'): string {
  const path = join(temporaryFolder(context), name);
  writeFileSync(path, bytes);
  return path;
}

export const ID = '8f5a2b1c-93d4-4e6f-a7b8-c9d0e1f2a3b4';
export const REPORT = `REPORT RequestId: ${ID}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t`;
export const STREAM = '2024/05/01/[$LATEST]0123456789abcdef0123456789abcdef';
export const GROUP = '/aws/lambda/checkout';
export const AT = Date.UTC(2024, 4, 1, 12);

/** What a subscription filter sends. */
export const dataMessage = (messages: readonly string[] = [REPORT]): string =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup: GROUP,
    logStream: STREAM,
    subscriptionFilters: ['all'],
    logEvents: messages.map((message, id) => ({ id: `${id}`.padStart(56, '3'), timestamp: AT + id, message })),
  });
export const CONTROL_MESSAGE = JSON.stringify({
  messageType: 'CONTROL_MESSAGE',
  owner: 'CloudwatchLogs',
  logGroup: '',
  logStream: '',
  subscriptionFilters: [],
  logEvents: [{ id: '', timestamp: AT, message: 'CWL CONTROL MESSAGE: Checking health of destination.' }],
});
