import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, notFound } from './refusals.js';

const FunctionName = 'tagged';

export const tags: Scenario = {
  name: 'tags',
  async run(actor) {
    await tagged(actor);
    await untagged(actor);
    await refused(actor);
  },
};

async function tagged({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  const Resource = functionArn(FunctionName);
  await givenFunction(FunctionName, { Tags: { born: 'with' } });
  const { RevisionId } = await lambda.answers('GetFunctionConfiguration', { FunctionName });
  await lambda.answers('TagResource', { Resource, Tags: { team: 'kelvin', 'a b': 'x=y&z', Größe: 'ü' } });
  await lambda.answers(
    'ListTags',
    { Resource },
    { Tags: { born: 'with', team: 'kelvin', 'a b': 'x=y&z', Größe: 'ü' } },
  );
  await lambda.answers(
    'GetFunction',
    { FunctionName },
    {
      Configuration: { RevisionId: (it) => it !== RevisionId },
      Tags: { team: 'kelvin' },
    },
  );
}

async function untagged({ lambda, functionArn }: Actor): Promise<void> {
  const Resource = functionArn(FunctionName);
  // Keys go into the query, and each has to come out as it was.
  await lambda.answers('UntagResource', { Resource, TagKeys: ['a b', 'Größe', 'born', 'never there'] });
  await lambda.answers('ListTags', { Resource }, { Tags: (it) => JSON.stringify(it) === '{"team":"kelvin"}' });
  await lambda.answers('UntagResource', { Resource, TagKeys: ['team'] });
  await lambda.answers('GetFunction', { FunctionName }, { Tags: absent });
}

async function refused({ lambda, functionArn, region }: Actor): Promise<void> {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'v']));
  await lambda.refuses(
    'TagResource',
    { Resource: functionArn(FunctionName), Tags: many },
    invalidParameter('Number of tags exceeds resource tag limit.'),
  );
  const gone = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.refuses('TagResource', { Resource: functionArn('nobody'), Tags: { a: 'b' } }, gone);
  await lambda.refuses('UntagResource', { Resource: functionArn('nobody'), TagKeys: ['a'] }, gone);
  await lambda.refuses('ListTags', { Resource: functionArn('nobody') }, gone);
  await lambda.refuses(
    'TagResource',
    { Resource: functionArn(FunctionName, ':$LATEST'), Tags: { a: 'b' } },
    invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
  );
  await lambda.refuses(
    'ListTags',
    { Resource: 'no-arn' },
    invalid(
      /^1 validation error detected: Value 'no-arn' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn/,
    ),
  );
  await lambda.refuses(
    'ListTags',
    { Resource: `arn:aws:lambda:${region}:000000000000:event-source-mapping:01234567-89ab-cdef-0123-456789abcdef` },
    notFound(/^Event source mapping not found: /),
  );
}
