import { empty } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { notFound } from './refusals.js';

/** Where others than this machine can connect every request has to be signed: what each client signs is accepted. */
export const signatures: Scenario = {
  name: 'signatures',
  emulator: 'signed',
  async run({ lambda, logs, givenFunction, functionArn, region }) {
    const FunctionName = functionArn('signed', ':$LATEST');
    await givenFunction('signed');
    await lambda.answers('Invoke', { FunctionName, Payload: '"Größe"', LogType: 'Tail' }, { Payload: '"Größe"' });
    const Resource = functionArn('signed');
    await lambda.answers('TagResource', { Resource, Tags: { "Größe'(x)*!": 'a b', 'z=&?': '~' } });
    await lambda.answers('UntagResource', { Resource, TagKeys: ["Größe'(x)*!", 'z=&?', 'a+b', 'a/b'] });
    await lambda.answers('ListTags', { Resource }, { Tags: empty });
    await lambda.refuses('GetFunction', { FunctionName: 'nobody' }, notFound(/^Function not found/));
    await logs.answers(
      'DescribeLogGroups',
      { logGroupNamePrefix: '/aws/lambda/' },
      { logGroups: [{ arn: `arn:aws:logs:${region}:000000000000:log-group:/aws/lambda/signed:*` }] },
    );
  },
};
