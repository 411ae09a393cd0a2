// Stands for the database or API that a function waits for: `node backend.mjs MILLISECONDS` answers each request after
// that time. It prints its address on its first line and ends when its standard input does, so that it outlives nobody.
import { createServer } from 'node:http';

const delayMs = Number(process.argv[2] ?? 40);

const server = createServer((request, response) => {
  request.resume();
  setTimeout(() => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ path: request.url, answeredAfterMs: delayMs }));
  }, delayMs);
});

// An execution environment is frozen between invocations and cannot see a connection close: it must find it open.
server.keepAliveTimeout = 15 * 60_000;

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

process.stdin.resume();
process.stdin.on('end', () => process.exit());
