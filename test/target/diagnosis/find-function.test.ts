import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, FunctionUnderTest, TargetError } from '../../../src/target/index.js';
import { refusal, type StandIn, startStandIn } from '../../fixtures/stand-in.js';

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

async function troubleIn(service: StandIn, qualifier?: string): Promise<TargetError> {
  process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';
  const connection = await connect({ endpointUrl: service.url, region: 'us-east-1' });
  try {
    await new FunctionUnderTest(connection, 'shop', 'kelvin x').configuration(qualifier);
    assert.fail('it was found');
  } catch (error) {
    assert.ok(error instanceof TargetError, String(error));
    return error;
  } finally {
    connection.close();
    service.close();
  }
}

test('a function that is in another region is found there, by reads alone', async () => {
  const service = await lambdaWith(['eu-west-1', 'ap-southeast-2']);
  const { problem, hint } = await troubleIn(service);
  assert.match(problem, /there is no function shop in us-east-1; there is one in eu-west-1 and ap-southeast-2/);
  assert.match(hint, /--region eu-west-1/);
  assert.deepEqual([...new Set(service.requests.map(({ method }) => method))], ['GET']);
});

test('where nothing may be read elsewhere it is said to be nowhere, without a guess', async () => {
  const { problem } = await troubleIn(await lambdaWith([], ['eu-west-1', 'us-west-2']));
  assert.match(problem, /there is no such function/);
});

test('where a version is asked for of a function that is elsewhere, that is what is said', async () => {
  const { problem } = await troubleIn(await lambdaWith(['eu-west-1']), '7');
  assert.match(problem, /there is no function shop in us-east-1; there is one in eu-west-1/);
});
