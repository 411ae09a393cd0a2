import { pbkdf2Sync } from 'node:crypto';
import { Agent, get } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Some 10 ms of one core; see ../cpu-bound/index.mjs. */
const ROUNDS = 14_000;

function fetchText(path) {
  return new Promise((resolve, reject) => {
    const request = get(new URL(path, process.env.BACKEND_URL), { agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** A web API's handler: looks the caller up (30 ms of waiting), then seals what was sent (10 ms of computing). */
export const handler = async ({ rawPath, body }) => {
  const salt = await fetchText(rawPath);
  const seal = pbkdf2Sync(body, salt, ROUNDS, 32, 'sha512').toString('base64url');
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seal }) };
};
