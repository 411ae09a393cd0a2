import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { script, scripts } from '../../script.js';
import { createUsual, usualFunction } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const arnOf = (resource: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:${resource}`;

const resources = {
  lambda_function: { kind: 'function', name: () => uniqueName('fn-') },
  event_source_mapping: { kind: 'event-source-mapping', name: () => randomUUID() },
  capacity_provider: { kind: 'capacity-provider', name: () => uniqueName('cp-') },
};

async function recordUnknown(stage: Stage, Resource: string): Promise<void> {
  const { lambda } = stage;
  await stage.record('not_found_exception_tag', lambda.tagResource({ Resource, Tags: { A: 'B' } }));
  await stage.record('not_found_exception_untag', lambda.untagResource({ Resource, TagKeys: ['A'] }));
  await stage.record('not_found_exception_list', lambda.listTags({ Resource }));
}

const numberedTags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}_key`, `${index}_value`]));

async function limits(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-tag-');
  const { FunctionArn: Resource } = await createUsual(stage, FunctionName);
  await stage.record('tag_lambda_too_many_tags', lambda.tagResource({ Resource, Tags: numberedTags(51) }));
  await stage.record('tag_response', lambda.tagResource({ Resource, Tags: numberedTags(50) }));
  await stage.record('list_tags_response', lambda.listTags({ Resource }));
  await stage.record('get_fn_response', lambda.getFunction({ FunctionName }));
  const oneMore = lambda.tagResource({ Resource, Tags: { a_key: 'a_value' } });
  await stage.record('tag_lambda_too_many_tags_additional', oneMore);
  const create = lambda.createFunction(await usualFunction(uniqueName('fn-tag-'), { Tags: numberedTags(51) }));
  await stage.record('create_function_invalid_tags', create);
}

async function lifecycle(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-tag-');
  const { FunctionArn: Resource = '' } = await createUsual(stage, FunctionName, { Tags: { key_a: 'value_a' } });
  const recordTags = async (moment: string) => {
    await stage.record(`list_tags_response_${moment}`, lambda.listTags({ Resource }));
    await stage.record(`get_fn_response_${moment}`, lambda.getFunction({ FunctionName: Resource }));
  };
  await recordTags('postfncreate');
  const Tags = { key_b: 'value_b', key_c: 'value_c', key_d: 'value_d', key_e: 'value_e' };
  await stage.record('tag_resource_response', lambda.tagResource({ Resource, Tags }));
  await recordTags('postaddtags');
  const overwriting = { key_b: 'value_b', key_c: 'value_x' };
  await stage.record('tag_resource_overwrite', lambda.tagResource({ Resource, Tags: overwriting }));
  await recordTags('overwrite');
  await lambda.untagResource({ Resource, TagKeys: ['key_c', 'key_d'] });
  await recordTags('postuntag');
  await lambda.untagResource({ Resource, TagKeys: ['key_a', 'key_b', 'key_e'] });
  await recordTags('postuntagall');
  await lambda.deleteFunction({ FunctionName });
  await stage.record('list_tags_postdelete', lambda.listTags({ Resource }));
}

export const tagScripts = [
  script('TestLambdaTag::test_tag_nonexisting_resource', async (stage) => {
    const { FunctionArn = '' } = await createUsual(stage, uniqueName('fn-'));
    await stage.record('pre_delete_get_function', stage.lambda.getFunction({ FunctionName: FunctionArn }));
    await stage.lambda.deleteFunction({ FunctionName: FunctionArn });
    await recordUnknown(stage, FunctionArn);
  }),
  ...scripts('TestLambdaTag::test_tag_exceptions', resources, async (stage, { kind, name }) => {
    const own = name();
    stage.replace(own, '<resource-name>');
    await recordUnknown(stage, arnOf(`${kind}:${own}`));
    const tag = (resource: string) => stage.lambda.tagResource({ Resource: arnOf(resource), Tags: { A: 'B' } });
    await stage.record('aliased_arn_exception', tag(`${kind}:${own}:alias`));
    await stage.record('invalid_arn_exception', tag(`foobar:${own}`));
  }),
  script('TestLambdaTags::test_tag_limits', limits),
  script('TestLambdaTags::test_tag_lifecycle', lifecycle),
  script('TestLambdaTags::test_tag_versions', async (stage) => {
    const FunctionName = uniqueName('fn-tag-');
    const { FunctionArn = '' } = await createUsual(stage, FunctionName, { Tags: { key_a: 'value_a' } });
    const published = await stage.lambda.publishVersion({ FunctionName });
    const Tags = { key_b: 'value_b', key_c: 'value_c', key_d: 'value_d', key_e: 'value_e' };
    const tag = (Resource: string | undefined) => stage.lambda.tagResource({ Resource, Tags });
    await stage.record('tag_resource_exception', tag(published.FunctionArn));
    await stage.record('tag_resource_latest_exception', tag(`${FunctionArn}:$LATEST`));
  }),
];
