import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { type CarryOutParts, carryOut } from '../../../src/commands/apply/carry-out.js';
import { startEmulator } from '../../../src/emulator/index.js';
import { RecordingError } from '../../../src/recording/index.js';
import { connect, Journal, journalHead } from '../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { clientsOf } from '../../fixtures/faults/index.js';
import { makeSubject } from '../../fixtures/faults/subject.js';
import { temporaryFolder } from '../kelvin.js';

const folder = temporaryFolder(after);
const emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
const clients = clientsOf(emulator.endpoint);
const connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
after(async () => {
  connection.close();
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});

/** Sets a function to 1024 MB; one kind of step cannot be written down. */
async function carriedOut(name: string, unwritable: string) {
  await makeSubject(clients, name);
  const read = () => clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  const latest = await read();
  const original = { memorySizeMB: 640, description: 'takes orders' };
  const head = journalHead({ region: 'us-east-1' }, { functionName: name, marker: 'kelvin 0', original });
  const journal = Journal.open(join(folder, name, 'restore.jsonl'), head);
  const said: string[] = [];
  const parts: CarryOutParts = {
    header: { apply: { toMB: megabytes(1024) } } as unknown as CarryOutParts['header'],
    ...{ target: { name, latest }, connection, fn: { journal }, signal: new AbortController().signal },
    ...{ onWatched: () => {}, tell: () => {}, note: (line: string) => void said.push(line) },
    onRollBack: (why) => void said.push(`rolling back: ${why}`),
    onStep: ({ kind }) => {
      if (kind === unwritable)
        throw new RecordingError('/r', 'write', 'cannot be written: the disk is full', 'make room');
    },
  };
  await assert.rejects(carryOut(parts), /the disk is full/);
  return { memorySizeMB: (await read()).MemorySize, said, changes: journal.changes };
}

test('what is settled stays, and is said to, where that cannot be written down any more', async () => {
  const { memorySizeMB, said, changes } = await carriedOut('orders-settled', 'applied');
  assert.equal(memorySizeMB, 1024);
  assert.deepEqual(changes, []);
  assert.equal(said.at(-1), 'it is applied, and stays');
});

test('what is not settled yet is rolled back where a step cannot be written down', async () => {
  const { memorySizeMB, said } = await carriedOut('orders-rolled-back', 'memory-size');
  assert.equal(memorySizeMB, 640);
  assert.match(said.at(-1) ?? '', /^rolling back: .*the disk is full/);
});
