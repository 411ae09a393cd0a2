import { createServer } from 'node:net';

/**
 * A process of its own that answers each request at once as Invoke does, with a log tail. It does as little as it can, as
 * it is the driver's CPU that is measured and not its own. Prints its port.
 */
const REQUEST_ID = '8f5d0c1e-9a2b-4c3d-8e7f-0123456789ab';
const tail = [
  `START RequestId: ${REQUEST_ID} Version: 7`,
  `END RequestId: ${REQUEST_ID}`,
  `REPORT RequestId: ${REQUEST_ID}\tDuration: 1.25 ms\tBilled Duration: 2 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\t`,
].join('\n');
const ANSWER = Buffer.from(
  [
    'HTTP/1.1 200 OK',
    'Date: Thu, 26 Nov 2026 19:00:00 GMT',
    'Content-Type: application/json',
    'Content-Length: 11',
    'Connection: keep-alive',
    `x-amzn-RequestId: ${REQUEST_ID}`,
    'X-Amz-Executed-Version: 7',
    `X-Amz-Log-Result: ${Buffer.from(tail).toString('base64')}`,
    '',
    '{"ok":true}',
  ].join('\r\n'),
);

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  // A request is far smaller than a read, and the driver sends none before the last is answered.
  socket.on('data', () => socket.write(ANSWER));
});
server.listen(0, '127.0.0.1', 10_000, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(address.port);
});
