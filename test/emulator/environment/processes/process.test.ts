import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killGroup, launch } from '../../../../src/emulator/environment/processes/process.js';
import type { Entrance } from '../../../../src/emulator/environment/sandbox/sandbox.js';

const NOWHERE: Entrance = { prefix: [], become: [], ownUser: false };

/** What is heard of a shell command, in order. */
function heard(command: string, entrance = NOWHERE, entries: readonly string[] = []) {
  const events: string[] = [];
  const { promise: entered, resolve: onEntered } = Promise.withResolvers<void>();
  const { promise: exited, resolve: onExit } = Promise.withResolvers<void>();
  const child = launch({
    argv: ['/bin/sh', '-c', command],
    cwd: '/',
    variables: { PATH: '/usr/bin:/bin' },
    entrance,
    entries,
    onLeader: () => {},
    onOutput: () => events.push('output'),
    onEntered: () => {
      events.push('entered');
      onEntered();
    },
    onExit: (code, signal) => {
      events.push(`exit ${code ?? signal}`);
      onExit();
    },
  });
  return { child, events, entered, exited };
}

test('a program is told to have begun while it still runs, and holds nothing open that tells it', async () => {
  const { child, entered, exited, events } = heard('sleep 60');
  await entered;
  assert.deepEqual(events, ['entered']);
  assert.equal(child.pid(), child.leader());
  killGroup(child.leader() ?? 0);
  await exited;
  assert.deepEqual(events, ['entered', 'exit SIGKILL']);
});

test('the file descriptor that tells it is closed to the program', async () => {
  const { exited, events } = heard('if { true >&3; } 2>/dev/null; then exit 1; fi');
  await exited;
  assert.equal(events.at(-1), 'exit 0');
});

test('what cannot get into its groups exits with 125', async () => {
  const { exited, events } = heard('true', NOWHERE, ['/no/group']);
  await exited;
  assert.equal(events.at(-1), 'exit 125');
});
