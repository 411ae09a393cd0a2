import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import { type Connection, connect, Journal, journalHead } from '../../../src/target/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { clientsOf } from '../../fixtures/faults/index.js';
import { makeSubject } from '../../fixtures/faults/subject.js';

/** A function on an emulator, made anew for each test, and the journal of a run that is about to change it. */
export interface ToChange {
  readonly clients: ReturnType<typeof clientsOf>;
  readonly connection: Connection;
  readonly functionName: string;
  readonly journal: Journal;
}

const folder = temporaryFolder(after);
let emulator: Emulator;
let clients: ToChange['clients'];
let connection: Connection;
let made = 0;
let current: ToChange | undefined;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  clients = clientsOf(emulator.endpoint);
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
});
after(async () => {
  connection.close();
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});
beforeEach(async () => {
  made += 1;
  const functionName = `orders-${made}`;
  await makeSubject(clients, functionName);
  const original = { memorySizeMB: 640, description: 'takes orders' };
  const head = journalHead({ region: 'us-east-1' }, { functionName, marker: 'kelvin 0123456789ab', original });
  const journal = Journal.open(join(folder, functionName, 'restore.jsonl'), head);
  current = { clients, connection, functionName, journal };
});

/** That of the test that runs. */
export function toChange(): ToChange {
  if (current === undefined) throw new Error('no test runs');
  return current;
}
