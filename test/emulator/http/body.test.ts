import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { Bodies } from '../../../src/emulator/http/body.js';

test('bodies on their way hold no more memory together than they may, and what is given up is free for others', async (t) => {
  const bodies = new Bodies(1000);
  const server = createServer((request, response) => {
    bodies.read(request, 900).then(
      (body) => response.end(String(body?.length)),
      (error: Error) => response.writeHead(503).end(error.name),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const slow = connect(port, '127.0.0.1');
  const arrived = once(server, 'request');
  slow.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n${'x'.repeat(700)}`);
  await arrived;
  const post = (size: number) => fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'x'.repeat(size) });
  const [small, large] = [await post(300), await post(301)];
  assert.equal(await small.text(), '300');
  assert.equal(large.status, 503);
  assert.equal(await large.text(), 'ServiceUnavailableException');
  slow.destroy();
  // Its end comes on another connection than the next request, so it may be seen after that.
  let last = await post(850);
  for (let tries = 0; last.status === 503 && tries < 500; tries++) last = await post(850);
  assert.equal(await last.text(), '850');
});
