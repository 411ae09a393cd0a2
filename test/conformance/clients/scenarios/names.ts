import type { Actor } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, notFound, violation } from './refusals.js';

const PATTERN =
  'satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';

const name = 'a-named_one';

/** A function by its name, a partial ARN or an ARN, each with or without a qualifier; clients encode what is in a path. */
export const names: Scenario = {
  name: 'names',
  async run(actor) {
    await forms(actor);
    await qualifiers(actor);
    await otherPlaces(actor);
  },
};

async function forms({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction(name, { Publish: true });
  const whole = [name, `function:${name}`, `000000000000:function:${name}`, functionArn(name)];
  for (const FunctionName of whole) {
    await lambda.answers('GetFunctionConfiguration', { FunctionName }, { FunctionArn: functionArn(name) });
    const version = `${FunctionName}:1`;
    await lambda.answers(
      'GetFunctionConfiguration',
      { FunctionName: version },
      { FunctionArn: functionArn(name, ':1') },
    );
  }
}

async function qualifiers({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers(
    'Invoke',
    { FunctionName: functionArn(name, ':$LATEST'), Qualifier: '$LATEST', Payload: '1' },
    { ExecutedVersion: '$LATEST' },
  );
  await lambda.refuses(
    'GetFunction',
    { FunctionName: functionArn(name, ':1'), Qualifier: '2' },
    invalidParameter('The derived qualifier from the function name does not match the specified qualifier.'),
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'nobody' },
    notFound(`Function not found: ${functionArn('nobody', ':$LATEST')}`),
  );
}

async function otherPlaces({ lambda, region }: Actor): Promise<void> {
  await lambda.refuses(
    'GetFunction',
    { FunctionName: `arn:aws:lambda:eu-west-9:000000000000:function:${name}` },
    notFound(`Functions from 'eu-west-9' are not reachable in this region ('${region}')`),
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName: `arn:aws:lambda:eu-west-9:000000000000:function:${name}` },
    notFound(`Functions from 'eu-west-9' are not reachable in this region ('${region}')`),
  );
  await lambda.refuses('Invoke', { FunctionName: 'a/b' }, invalid(violation('a/b', 'functionName', PATTERN)));
  await lambda.refuses(
    'GetFunction',
    { FunctionName: `arn:aws:lambda:${region}:111111111111:function:${name}` },
    {
      code: 'AccessDeniedException',
      message: /because no resource-based policy allows/,
      status: 403,
    },
  );
  // Names of 65 letters, which the model lets pass.
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'x'.repeat(65) },
    invalid(violation('x'.repeat(65), 'functionName', 'have length less than or equal to 64')),
  );
}
