import { randomBytes } from 'node:crypto';
import { zip } from '../../../emulator/harness.js';
import type { Scenario } from '../scenario.js';
import { invalidParameter } from './refusals.js';

const MEGABYTE = 1024 * 1024;

/** A zip in a request is a third larger, as text: 50 MB of it reach the limit that AWS has for the whole request. */
export const packages: Scenario = {
  name: 'packages',
  async run({ lambda, givenFunction }) {
    const FunctionName = 'packed';
    await givenFunction(FunctionName);
    await lambda.refuses(
      'UpdateFunctionCode',
      { FunctionName, ZipFile: randomBytes(50 * MEGABYTE + 300_000) },
      {
        code: 'RequestEntityTooLargeException',
        message: 'Request must be smaller than 70167211 bytes for the UpdateFunctionCode operation',
        status: 413,
      },
    );
    const ZipFile = await zip({ zeros: '\0'.repeat(250 * MEGABYTE) });
    await lambda.refuses(
      'UpdateFunctionCode',
      { FunctionName, ZipFile },
      invalidParameter('Unzipped size must be smaller than 262144000 bytes'),
    );
  },
};
