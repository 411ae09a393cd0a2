import { createHash } from 'node:crypto';
import { zip } from '../../../emulator/harness.js';
import { type Actor, ECHO, ROLE } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound } from './refusals.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** AWS writes the zone of a function's times as +0000. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

const FunctionName = 'made';
const ZipFile = await zip(ECHO);
const base = {
  FunctionName,
  Role: ROLE,
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Code: { ZipFile },
} as const;

/** All that can be said of a function's settings. */
const everything = (region: string) =>
  ({
    Description: 'everything that can be said',
    Timeout: 30,
    MemorySize: 256,
    Environment: { Variables: { ONE: '1', TWO: 'ü' } },
    TracingConfig: { Mode: 'Active' },
    EphemeralStorage: { Size: 1024 },
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'DEBUG', SystemLogLevel: 'WARN', LogGroup: '/my/own' },
    DeadLetterConfig: { TargetArn: `arn:aws:sqs:${region}:000000000000:letters` },
    KMSKeyArn: `arn:aws:kms:${region}:000000000000:key/1`,
  }) as const;
/** What is shown of it beside that. */
const SHOWN = {
  Architectures: ['x86_64'] as const,
  FunctionName,
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Role: ROLE,
  CodeSize: ZipFile.length,
  CodeSha256: createHash('sha256').update(ZipFile).digest('base64'),
  LastModified: TIME,
  Version: '$LATEST',
  RevisionId: UUID,
  PackageType: 'Zip',
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  RuntimeVersionConfig: { RuntimeVersionArn: /^arn:aws:lambda:[a-z0-9-]+::runtime:[0-9a-f]{64}$/ },
} as const;
export const functions: Scenario = {
  name: 'functions',
  async run(actor) {
    await created(actor);
    await withDefaults(actor);
    await listed(actor);
    await notThere(actor);
    await deleted(actor);
    await packagesRefused(actor);
    await inputRefused(actor);
  },
};

async function created({ lambda, functionArn, region }: Actor): Promise<void> {
  const given = everything(region);
  const shown = { ...given, ...SHOWN, FunctionArn: functionArn(FunctionName) };
  await lambda.answers(
    'CreateFunction',
    { ...base, ...given, Architectures: ['x86_64'], Tags: { team: 'kelvin' } },
    {
      ...shown,
      State: 'Pending',
      StateReasonCode: 'Creating',
      StateReason: 'The function is being created.',
      LastUpdateStatus: absent,
    },
  );
  const active = { State: 'Active', StateReason: absent, LastUpdateStatus: 'Successful' } as const;
  await lambda.answers('GetFunctionConfiguration', { FunctionName }, { ...shown, ...active });
  await lambda.answers(
    'GetFunction',
    { FunctionName: functionArn(FunctionName) },
    {
      Configuration: { ...shown, ...active },
      Code: { RepositoryType: 'S3', Location: /^http/ },
      Tags: { team: 'kelvin' },
      Concurrency: absent,
    },
  );
  await lambda.refuses('CreateFunction', base, conflict(`Function already exist: ${FunctionName}`));
}

async function withDefaults({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers(
    'CreateFunction',
    { ...base, FunctionName: 'bare', Publish: true },
    {
      FunctionArn: functionArn('bare', ':1'),
      Version: '1',
      Description: '',
      Timeout: 3,
      MemorySize: 128,
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: 'PassThrough' },
      Architectures: ['x86_64'],
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/bare', ApplicationLogLevel: absent },
      Environment: absent,
      Layers: absent,
      DeadLetterConfig: absent,
      KMSKeyArn: absent,
      VpcConfig: absent,
    },
  );
}

async function listed({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers(
    'ListFunctions',
    {},
    {
      Functions: [
        { FunctionName: 'bare', FunctionArn: functionArn('bare'), State: absent, LastUpdateStatus: absent },
        { FunctionName, RuntimeVersionConfig: absent },
      ],
      NextMarker: absent,
    },
  );
  await lambda.answers(
    'ListFunctions',
    { FunctionVersion: 'ALL' },
    {
      Functions: [
        { FunctionArn: functionArn('bare', ':$LATEST') },
        { FunctionArn: functionArn('bare', ':1') },
        { FunctionArn: functionArn(FunctionName, ':$LATEST') },
      ],
    },
  );
}

async function notThere({ lambda, functionArn }: Actor): Promise<void> {
  const gone = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.refuses('GetFunction', { FunctionName: 'nobody' }, gone);
  await lambda.refuses('GetFunctionConfiguration', { FunctionName: 'nobody' }, gone);
  await lambda.refuses('DeleteFunction', { FunctionName: 'nobody' }, gone);
  await lambda.refuses(
    'GetFunction',
    { FunctionName: 'bare', Qualifier: '7' },
    notFound(`Function not found: ${functionArn('bare', ':7')}`),
  );
  await lambda.refuses(
    'DeleteFunction',
    { FunctionName: 'bare', Qualifier: '$LATEST' },
    invalidParameter('$LATEST version cannot be deleted without deleting the function.'),
  );
}

async function deleted({ lambda }: Actor): Promise<void> {
  await lambda.answers('DeleteFunction', { FunctionName: 'bare', Qualifier: '1' }, { StatusCode: 204 });
  await lambda.answers('DeleteFunction', { FunctionName: 'bare' });
  await lambda.refuses('GetFunction', { FunctionName: 'bare' }, notFound(/^Function not found/));
  // A number is never given twice, not even to a function that is made anew.
  await lambda.answers('CreateFunction', { ...base, FunctionName: 'bare', Publish: true }, { Version: '2' });
}

async function packagesRefused({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'CreateFunction',
    { ...base, FunctionName: 'other', Runtime: 'cobol' as 'nodejs' },
    invalidParameter(
      /^Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: \[.*nodejs24\.x.*\] or be a valid ARN$/,
    ),
  );
  await lambda.refuses(
    'CreateFunction',
    { FunctionName: 'other', Role: ROLE, Runtime: 'nodejs24.x', Code: { ZipFile } },
    invalidParameter('Runtime and Handler are mandatory parameters for functions created with deployment packages.'),
  );
}

async function inputRefused({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'CreateFunction',
    { ...base, FunctionName: 'other', Role: 'nobody' },
    invalid(
      /^1 validation error detected: Value 'nobody' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn/,
    ),
  );
  await lambda.refuses(
    'CreateFunction',
    { ...base, FunctionName: 'other', Code: { ZipFile: Buffer.from('no zip') } },
    invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    'aws',
  );
  await lambda.refuses(
    'CreateFunction',
    { ...base, FunctionName: 'other', Code: { S3Bucket: 'bucket', S3Key: 'key' } },
    invalidParameter(
      /^Error occurred while GetObject\. S3 Error Code: NoSuchKey\. S3 Error Message: The specified key does not exist\./,
    ),
  );
  await lambda.refuses(
    'CreateFunction',
    { ...base, FunctionName: 'no name', MemorySize: 20_000_000, Architectures: ['mips' as 'arm64'] },
    invalid(
      /^3 validation errors detected: Value 'no name' at 'functionName' .*; Value '20000000' at 'memorySize' .*; Value '\[mips\]' at 'architectures' /,
    ),
  );
  await lambda.refuses(
    'CreateFunction',
    { Runtime: 'nodejs24.x', Handler: 'index.handler' } as never,
    invalid(
      /^3 validation errors detected: Value null at 'functionName' .*null; Value null at 'role' .*; Value null at 'code' /,
    ),
    'boto3 and aws',
  );
}
