import assert from 'node:assert/strict';
import { connect, FunctionUnderTest, TargetError } from '../../../src/target/index.js';
import type { StandIn } from '../../fixtures/stand-in.js';

/** What is told of a function named shop that is not found where it is asked for; the stand-in ends with it. */
export async function troubleWithShop(service: StandIn, qualifier?: string): Promise<TargetError> {
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
