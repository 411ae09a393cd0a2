import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal, type StandIn, startStandIn } from '../../fixtures/stand-in.js';
import { troubleWithShop } from './trouble-with-shop.js';

/** Lambda with one function in some regions, told apart by the signature, as AWS's own endpoints are. */
const lambdaWith = (regions: readonly string[], denied: readonly string[] = []): Promise<StandIn> =>
  startStandIn(({ region, method }) => {
    if (denied.includes(region)) return refusal(403, 'AccessDeniedException', 'User: x is not authorized');
    return regions.includes(region) && method === 'GET'
      ? { status: 200, body: JSON.stringify({ FunctionName: 'shop', State: 'Active' }) }
      : refusal(
          404,
          'ResourceNotFoundException',
          `Function not found: arn:aws:lambda:${region}:123456789012:function:shop`,
        );
  });

test('a function that is in another region is found there, by reads alone', async () => {
  const service = await lambdaWith(['eu-west-1', 'ap-southeast-2']);
  const { problem, hint } = await troubleWithShop(service);
  assert.match(problem, /there is no function shop in us-east-1; there is one in eu-west-1 and ap-southeast-2/);
  assert.match(hint, /--region eu-west-1/);
  assert.deepEqual([...new Set(service.requests.map(({ method }) => method))], ['GET']);
});

test('where nothing may be read elsewhere it is said to be nowhere, without a guess', async () => {
  const { problem } = await troubleWithShop(await lambdaWith([], ['eu-west-1', 'us-west-2']));
  assert.match(problem, /there is no such function/);
});

test('where a version is asked for of a function that is elsewhere, that is what is said', async () => {
  const { problem } = await troubleWithShop(await lambdaWith(['eu-west-1']), '7');
  assert.match(problem, /there is no function shop in us-east-1; there is one in eu-west-1/);
});
