import { PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { type Bench, zip } from '../harness.js';
import { TELL } from '../word-from-inside.js';

/** What the extensions of these tests begin with: the Extensions API by hand, and a way to tell the test. */
const PRELUDE = `#!/usr/bin/env node
const { basename } = require('node:path');
${TELL}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension/';
const name = basename(process.argv[1]);
const say = (value) => tell(Number(process.env.PORT), { from: name, ...value });
const pause = (span) => new Promise((resolve) => setTimeout(resolve, span));
let id;
async function register(events, headers = {}) {
  const reply = await fetch(api + 'register', {
    method: 'POST',
    headers: { 'Lambda-Extension-Name': name, ...headers },
    body: JSON.stringify({ events }),
  });
  id = reply.headers.get('lambda-extension-identifier');
  return { status: reply.status, body: await reply.json() };
}
const next = async () => (await fetch(api + 'event/next', { headers: { 'Lambda-Extension-Identifier': id } })).json();
const fail = async (path, errorType) =>
  (await fetch(api + path, {
    method: 'POST',
    headers: { 'Lambda-Extension-Identifier': id, 'Lambda-Extension-Function-Error-Type': errorType },
  })).status;
`;

/** An executable file for a layer. @param main the body of an async function. */
export const extension = (main: string, mode = 0o100755) => ({
  content: `${PRELUDE}(async () => {${main}})();\n`,
  mode,
});

/** Publishes a layer with such extensions. @returns its ARN. */
export async function layerOf(
  bench: Bench,
  LayerName: string,
  extensions: Readonly<Record<string, ReturnType<typeof extension>>>,
): Promise<string> {
  const files = Object.entries(extensions).map(([name, file]) => [`extensions/${name}`, file]);
  const ZipFile = await zip(Object.fromEntries(files));
  const { LayerVersionArn } = await bench.lambda.send(
    new PublishLayerVersionCommand({ LayerName, Content: { ZipFile } }),
  );
  return LayerVersionArn ?? '';
}
