import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server as PlainServer } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createSecureServer } from 'node:tls';
import { Addresses } from '../../../../src/load/driver/http/addresses.js';
import { SocketOpener } from '../../../../src/load/driver/http/open-socket.js';
import { testCertificates } from '../../../fixtures/certificate.js';
import { listening } from '../driven.js';

const portText = (port: number): string => `:${port.toString(16).toUpperCase().padStart(4, '0')}`;

/** Of Linux: whether the kernel asks by itself, after a while without a byte, if the other end is still there. */
function isKeptAlive(localPort: number, remotePort: number): boolean {
  const fields = readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    // Both ports: an old connection of the local one alone may still be there.
    .find(([, local, remote]) => local?.endsWith(portText(localPort)) && remote?.endsWith(portText(remotePort)));
  // Timer 2, of the kernel's proc_net_tcp.rst: the keep-alive timer of a connection on which nothing is to be sent again.
  return /^02:/.test(fields?.[5] ?? '');
}

/** While something is still to be sent again the timer is another one. */
async function becomesKeptAlive(localPort: number, remotePort: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (isKeptAlive(localPort, remotePort)) return true;
    await sleep(25);
  }
  return false;
}

test('connections are kept alive while a function runs for minutes, with TLS and without', {
  skip: process.platform !== 'linux' && 'needs /proc/net/tcp',
}, async (t) => {
  const { cert, key } = testCertificates(['127.0.0.1']);
  const kinds: readonly [PlainServer, boolean][] = [
    [createServer(), false],
    [createSecureServer({ cert, key }), true],
  ];
  for (const [server, isSecure] of kinds) {
    t.after(() => server.close());
    server.on('tlsClientError', () => {});
    const port = await listening(server);
    const opener = new SocketOpener({ hostname: '127.0.0.1', port, isSecure }, new Addresses());
    const { socket } = opener.open(() => {});
    t.after(() => socket.destroy());
    socket.on('error', () => {});
    await once(socket, 'connect');
    assert.ok(await becomesKeptAlive(socket.localPort ?? 0, port), isSecure ? 'with TLS' : 'without TLS');
  }
});
