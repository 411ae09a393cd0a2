import { milliseconds } from '../../../../../src/units/index.js';
import { script } from '../../script.js';
import { otherCode, recordBare, recordUsual, untilActive, untilUpdated } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

async function lifecycle(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-');
  await recordBare(stage, 'create_response', FunctionName, { Description: 'No version :(' });
  await stage.record('get_function_result', lambda.getFunction({ FunctionName }));
  await stage.record('list_versions_result', lambda.listVersionsByFunction({ FunctionName }));
  await stage.record('first_update_response', update(stage, FunctionName, 'First version :)'));
  await untilUpdated(lambda, FunctionName);
  await stage.record('first_update_get_function', lambda.getFunction({ FunctionName }));
  const Description = 'First version description :)';
  const first = await stage.record('first_publish_response', lambda.publishVersion({ FunctionName, Description }));
  const version = { FunctionName, Qualifier: first.Version };
  await stage.record('first_publish_get_function', lambda.getFunction(version));
  await stage.record('first_publish_get_function_config', lambda.getFunctionConfiguration(version));
  await stage.record('second_update_response', update(stage, FunctionName, 'Second version :))'));
  await untilUpdated(lambda, FunctionName);
  await stage.record('first_publish_get_function_after_update', lambda.getFunction(version));
  await stage.record('second_publish_response', lambda.publishVersion({ FunctionName }));
  const third = lambda.publishVersion({ FunctionName, Description: 'Third version description :)))' });
  await stage.record('third_publish_response', third);
  await stage.record('list_versions_result_after_third_publish', lambda.listVersionsByFunction({ FunctionName }));
  await lambda.deleteFunction(version);
  const left = lambda.listVersionsByFunction({ FunctionName });
  await stage.record('list_versions_result_after_deletion_of_first_version', left);
}

const update = ({ lambda }: Stage, FunctionName: string, Description: string) =>
  lambda.updateFunctionConfiguration({ FunctionName, Description });

async function revisions(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-');
  await recordUsual(stage, 'create_function_response_rev1', FunctionName);
  const active = await stage.record('get_function_active_rev2', lambda.getFunction({ FunctionName }));
  const wrong = lambda.publishVersion({ FunctionName, RevisionId: 'wrong' });
  await stage.record('publish_version_revision_exception', wrong);
  const publish = lambda.publishVersion({ FunctionName, RevisionId: active.Configuration?.RevisionId });
  const { Version: Qualifier } = await stage.record('publish_version_response_rev_v1', publish);
  await untilActive(lambda, FunctionName, Qualifier);
  await stage.record('get_function_published_version_rev_v2', lambda.getFunction({ FunctionName, Qualifier }));
  await stage.record('get_function_latest_rev3', lambda.getFunction({ FunctionName }));
  const Name = 'revision_alias';
  const create = lambda.createAlias({ FunctionName, Name, FunctionVersion: Qualifier });
  const alias = await stage.record('create_alias_response_rev_a1', create);
  await stage.record('get_function_latest_rev4', lambda.getFunction({ FunctionName }));
  await stage.record('get_function_published_version_rev_v3', lambda.getFunction({ FunctionName, Qualifier }));
  const wrongUpdate = lambda.updateAlias({ FunctionName, Name, RevisionId: 'wrong' });
  await stage.record('update_alias_revision_exception', wrongUpdate);
  const Description = 'something changed';
  const rightUpdate = lambda.updateAlias({ FunctionName, Name, Description, RevisionId: alias.RevisionId });
  await stage.record('update_alias_response_rev_a2', rightUpdate);
}

/** The version and $LATEST are read while they change; 50 ms pass before that on a machine with other work. */
const LONGER_THAN_THREE_REQUESTS = milliseconds(500);

async function publishWithUpdate(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-');
  await recordBare(stage, 'create_response', FunctionName);
  await stage.record('get_function_result', lambda.getFunction({ FunctionName }));
  const ZipFile = await otherCode();
  const updated = lambda.updateFunctionCode({ FunctionName, ZipFile, Publish: true });
  await stage.record('update_function_code_result', updated);
  await stage.record('get_function_version_result', lambda.getFunction({ FunctionName, Qualifier: '1' }));
  await stage.record('get_function_latest_result', lambda.getFunction({ FunctionName, Qualifier: '$LATEST' }));
}

export const versionScripts = [
  script('TestLambdaVersions::test_version_lifecycle', lifecycle),
  script('TestLambdaRevisions::test_function_revisions_version_and_alias', revisions),
  script('TestLambdaVersions::test_publish_with_wrong_revisionid', async (stage) => {
    const { lambda } = stage;
    const FunctionName = uniqueName('fn-');
    await recordBare(stage, 'create_response', FunctionName, { Runtime: 'python3.9' });
    const found = await stage.record('get_fn_response', lambda.getFunction({ FunctionName }));
    const wrong = lambda.publishVersion({ FunctionName, RevisionId: 'doesntexist' });
    await stage.record('publish_wrong_revisionid_exc', wrong);
    const RevisionId = found.Configuration?.RevisionId;
    await stage.record('publish_result', lambda.publishVersion({ FunctionName, RevisionId }));
  }),
  script('TestLambdaVersions::test_publish_with_update', publishWithUpdate, { transition: LONGER_THAN_THREE_REQUESTS }),
];
