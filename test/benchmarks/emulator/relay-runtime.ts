import { Agent, type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';

/** The relay's runtime process: takes the next invocation, calls the handler, posts what it returns. */
const [, , port, code = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(code) as { handler: (event: unknown) => Promise<unknown> };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function exchange(
  method: string,
  path: string,
  body = '',
): Promise<{ headers: IncomingMessage['headers']; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Length': body.length };
    const sent = request({
      agent,
      host: '127.0.0.1',
      port,
      method,
      path: `/2018-06-01/runtime/invocation/${path}`,
      headers,
    });
    sent.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    sent.end(body);
  });
}

process.once('disconnect', () => process.exit());
for (;;) {
  const invocation = await exchange('GET', 'next');
  const answer = JSON.stringify(await handler(JSON.parse(invocation.body)));
  await exchange('POST', `${invocation.headers['lambda-runtime-aws-request-id']}/response`, answer);
}
