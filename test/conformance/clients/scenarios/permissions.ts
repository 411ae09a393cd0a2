import type { Actor } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound, outdated } from './refusals.js';

const FunctionName = 'permitted';
const grant = { FunctionName, Action: 'lambda:InvokeFunction' };

export const permissions: Scenario = {
  name: 'permissions',
  async run(actor) {
    await granted(actor);
    await read(actor);
    await refused(actor);
    await removed(actor);
  },
};

async function granted({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction(FunctionName, { Publish: true });
  await lambda.answers('CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1' });
  const resource = functionArn(FunctionName);
  const SourceArn = `arn:aws:s3:::bucket`;
  await lambda.answers(
    'AddPermission',
    { ...grant, StatementId: 's3', Principal: 's3.amazonaws.com', SourceArn, SourceAccount: '000000000000' },
    {
      Statement: `{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"${resource}","Condition":{"StringEquals":{"AWS:SourceAccount":"000000000000"},"ArnLike":{"AWS:SourceArn":"${SourceArn}"}}}`,
    },
  );
  await lambda.answers(
    'AddPermission',
    { ...grant, StatementId: 'account', Principal: '111111111111' },
    { Statement: /"Principal":\{"AWS":"arn:aws:iam::111111111111:root"\}/ },
  );
  await lambda.answers(
    'AddPermission',
    { ...grant, StatementId: 'one', Principal: '*', Qualifier: 'live' },
    { Statement: new RegExp(`"Principal":"\\*".*"Resource":"${resource}:live"`) },
  );
}

async function read({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'GetPolicy',
    { FunctionName },
    {
      Policy: (it) => {
        const { Version, Id, Statement } = JSON.parse(String(it));
        return (
          `${Version} ${Id} ${Statement.map(({ Sid }: { Sid: string }) => Sid)}` === '2012-10-17 default s3,account'
        );
      },
      RevisionId: /^[0-9a-f-]{36}$/,
    },
  );
  await lambda.answers('GetPolicy', { FunctionName, Qualifier: 'live' }, { Policy: /"Sid":"one"/ });
}

async function refused({ lambda, region }: Actor): Promise<void> {
  await lambda.refuses(
    'AddPermission',
    { ...grant, StatementId: 's3', Principal: '*' },
    conflict(
      'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ),
  );
  await lambda.refuses(
    'AddPermission',
    { ...grant, StatementId: 's', Principal: '*', RevisionId: 'outdated' },
    outdated('GetPolicy'),
  );
  await lambda.refuses(
    'AddPermission',
    { ...grant, StatementId: 's', Principal: 'nobody' },
    invalidParameter('The provided principal was invalid. Please check the principal and try again.'),
  );
  await lambda.refuses(
    'AddPermission',
    { ...grant, StatementId: 's', Principal: '*', Qualifier: '$LATEST' },
    invalidParameter('We currently do not support adding policies for $LATEST.'),
  );
  await lambda.refuses(
    'AddPermission',
    { ...grant, StatementId: 'a b', Principal: '*' },
    invalid(
      "1 validation error detected: Value 'a b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    ),
  );
  await lambda.refuses(
    'AddPermission',
    { ...grant, FunctionName: 'nobody', StatementId: 's', Principal: '*' },
    notFound(`Function not found: arn:aws:lambda:${region}:000000000000:function:nobody`),
  );
}

async function removed({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'RemovePermission',
    { FunctionName, StatementId: 'none' },
    notFound('Statement none is not found in resource policy.'),
  );
  await lambda.refuses(
    'RemovePermission',
    { FunctionName, StatementId: 's3', RevisionId: 'outdated' },
    outdated('GetPolicy'),
  );
  const { RevisionId } = await lambda.answers('GetPolicy', { FunctionName });
  await lambda.answers('RemovePermission', { FunctionName, StatementId: 's3', RevisionId });
  await lambda.answers('RemovePermission', { FunctionName, StatementId: 'account' });
  await lambda.refuses('GetPolicy', { FunctionName }, notFound('The resource you requested does not exist.'));
  await lambda.refuses('GetPolicy', { FunctionName: 'nobody' }, notFound(/^Function not found/));
}
