import { zip } from '../../../emulator/harness.js';
import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound, outdated } from './refusals.js';

const FunctionName = 'layered';
const CREATED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

export const layers: Scenario = {
  name: 'layers',
  async run(actor) {
    const LayerArn = `arn:aws:lambda:${actor.region}:000000000000:layer:shared`;
    await published(actor, LayerArn);
    await listed(actor, LayerArn);
    await refusals(actor, LayerArn);
    await permissions(actor, LayerArn);
    await ofFunctions(actor, LayerArn);
    await ofFunctionsRefused(actor, LayerArn);
    await deleted(actor);
  },
};

async function deleted({ lambda }: Actor): Promise<void> {
  await lambda.answers('DeleteLayerVersion', { LayerName: 'shared', VersionNumber: 2 });
  await lambda.answers('DeleteLayerVersion', { LayerName: 'shared', VersionNumber: 2 });
  await lambda.answers(
    'ListLayers',
    {},
    {
      Layers: [{ LayerName: 'last' }, { LayerName: 'shared', LatestMatchingVersion: { Version: 1 } }],
    },
  );
}

async function listed({ lambda }: Actor, LayerArn: string): Promise<void> {
  await lambda.answers(
    'ListLayerVersions',
    { LayerName: 'shared' },
    { LayerVersions: [{ Version: 2 }, { Version: 1 }] },
  );
  await lambda.answers(
    'ListLayerVersions',
    { LayerName: 'shared', CompatibleRuntime: 'nodejs22.x' },
    { LayerVersions: [{ Version: 1, LayerVersionArn: `${LayerArn}:1` }] },
  );
  await lambda.answers('ListLayerVersions', { LayerName: 'nothing' }, { LayerVersions: [] });
  await lambda.answers(
    'ListLayers',
    {},
    { Layers: [{ LayerName: 'shared', LayerArn, LatestMatchingVersion: { Version: 2 } }] },
  );
  await lambda.answers(
    'ListLayers',
    { CompatibleRuntime: 'nodejs24.x', CompatibleArchitecture: 'x86_64' },
    { Layers: [{ LatestMatchingVersion: { Version: 1 } }] },
  );
}

async function published({ lambda }: Actor, LayerArn: string): Promise<void> {
  const ZipFile = await zip({ 'nodejs/node_modules/word/index.js': "module.exports = 'from the layer'" });
  const shown = {
    LayerArn,
    LayerVersionArn: `${LayerArn}:1`,
    Version: 1,
    Description: 'words',
    LicenseInfo: 'MIT',
    CompatibleRuntimes: ['nodejs24.x', 'nodejs22.x'],
    CompatibleArchitectures: ['x86_64'],
    CreatedDate: CREATED,
    Content: { CodeSize: ZipFile.length, CodeSha256: /=$/, Location: /^http/ },
  } as const;
  await lambda.answers(
    'PublishLayerVersion',
    {
      LayerName: 'shared',
      Description: 'words',
      LicenseInfo: 'MIT',
      CompatibleRuntimes: ['nodejs24.x', 'nodejs22.x'],
      CompatibleArchitectures: ['x86_64'],
      Content: { ZipFile },
    },
    shown,
  );
  await lambda.answers('GetLayerVersion', { LayerName: 'shared', VersionNumber: 1 }, shown);
  await lambda.answers('GetLayerVersionByArn', { Arn: `${LayerArn}:1` }, shown);
  await lambda.answers(
    'PublishLayerVersion',
    { LayerName: LayerArn, Content: { ZipFile: await zip({ 'word.txt': 'second' }) } },
    {
      Version: 2,
      Description: '',
      LicenseInfo: absent,
      CompatibleRuntimes: absent,
    },
  );
}

async function refusals({ lambda }: Actor, LayerArn: string): Promise<void> {
  const gone = notFound('The resource you requested does not exist.');
  await lambda.refuses('GetLayerVersion', { LayerName: 'shared', VersionNumber: 9 }, gone);
  await lambda.refuses('GetLayerVersionByArn', { Arn: `${LayerArn}:9` }, gone);
  await lambda.refuses(
    'GetLayerVersion',
    { LayerName: 'shared', VersionNumber: 0 },
    invalidParameter('Layer Version Cannot be less than 1'),
  );
  await lambda.refuses(
    'DeleteLayerVersion',
    { LayerName: 'shared', VersionNumber: -1 },
    invalidParameter('Layer Version Cannot be less than 1'),
  );
  await lambda.refuses(
    'GetLayerVersionByArn',
    { Arn: LayerArn },
    invalid(
      /^1 validation error detected: Value '.*' at 'arn' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ),
  );
  await lambda.refuses(
    'PublishLayerVersion',
    { LayerName: 'other', Content: { ZipFile: Buffer.from('no zip') } },
    invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    'aws',
  );
  await lambda.refuses(
    'ListLayers',
    { CompatibleRuntime: 'cobol' as 'nodejs' },
    invalid(
      /^1 validation error detected: Value 'cobol' at 'compatibleRuntime' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ),
  );
}

async function permissions({ lambda }: Actor, LayerArn: string): Promise<void> {
  const version = { LayerName: 'shared', VersionNumber: 1 };
  const grant = { ...version, StatementId: 'all', Action: 'lambda:GetLayerVersion', Principal: '*' };
  const { RevisionId } = await lambda.answers('AddLayerVersionPermission', grant, {
    Statement: `{"Sid":"all","Effect":"Allow","Principal":"*","Action":"lambda:GetLayerVersion","Resource":"${LayerArn}:1"}`,
  });
  await lambda.answers('GetLayerVersionPolicy', version, {
    Policy: /^\{"Version":"2012-10-17","Id":"default","Statement":\[\{"Sid":"all"/,
    RevisionId: RevisionId ?? '',
  });
  await lambda.refuses(
    'AddLayerVersionPermission',
    grant,
    conflict(
      'The statement id (all) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ),
  );
  await lambda.refuses(
    'AddLayerVersionPermission',
    { ...grant, StatementId: 'more', RevisionId: 'outdated' },
    outdated('GetLayerPolicy'),
  );
  await lambda.refuses(
    'AddLayerVersionPermission',
    { ...grant, VersionNumber: 7 },
    notFound(`Layer version ${LayerArn}:7 does not exist.`),
  );
  await lambda.refuses(
    'RemoveLayerVersionPermission',
    { ...version, StatementId: 'none' },
    notFound('Statement none is not found in resource policy.'),
  );
  await lambda.answers('RemoveLayerVersionPermission', { ...version, StatementId: 'all' });
  await lambda.refuses('GetLayerVersionPolicy', version, notFound('No policy is associated with the given resource.'));
}

/** What a function finds in /opt: all of its layers, where two have the same file the later one's. */
async function ofFunctions({ lambda, givenFunction }: Actor, LayerArn: string): Promise<void> {
  const last = await lambda.answers('PublishLayerVersion', {
    LayerName: 'last',
    Content: {
      ZipFile: await zip({ 'word.txt': 'third', 'bin/tool': { content: '#!/bin/sh\necho tool', mode: 0o100755 } }),
    },
  });
  const read = "const { readFileSync, statSync } = require('node:fs');";
  await givenFunction(FunctionName, {
    source: {
      'index.js': `${read} exports.handler = async () => ({ word: require('word'), text: readFileSync('/opt/word.txt', 'utf8'), mode: statSync('/opt/bin/tool').mode & 0o777 });`,
    },
    Layers: [`${LayerArn}:1`, `${LayerArn.replace('shared', 'last')}:1`],
  });
  await lambda.answers(
    'GetFunctionConfiguration',
    { FunctionName },
    {
      Layers: [{ Arn: `${LayerArn}:1`, CodeSize: (it) => Number(it) > 0 }, { Arn: last.LayerVersionArn ?? '' }],
    },
  );
  await lambda.answers('Invoke', { FunctionName }, { Payload: '{"word":"from the layer","text":"third","mode":493}' });
}

async function ofFunctionsRefused({ lambda, region }: Actor, LayerArn: string): Promise<void> {
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { FunctionName, Layers: [`${LayerArn}:1`, `${LayerArn}:2`] },
    invalidParameter(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${LayerArn}:1 and ${LayerArn}:2 are versions of the same layer.`,
    ),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { FunctionName, Layers: ['arn:aws:lambda:eu-west-9:000000000000:layer:a:1'] },
    invalidParameter(
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    ),
  );
  await lambda.answers('UpdateFunctionConfiguration', { FunctionName, Layers: [] }, { Layers: absent });
}
