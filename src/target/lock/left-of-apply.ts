import {
  type AliasConfiguration,
  GetFunctionConfigurationCommand,
  paginateListAliases,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import { carriesMarker } from '../marked-description.js';
import type { LockNote } from './lock-note.js';

/**
 * What a run may have left that only its lost journal could undo: `kelvin apply` sets `$LATEST` and moves an alias without
 * a mark, as that is to stay. Nobody else's change can be told from it, so it is left, and told in words with what to
 * compare. @returns a sentence or two for each; nothing where all is as the lock says it was
 */
export function leftOfApply(connection: Connection, functionName: string, note: LockNote): Promise<readonly string[]> {
  return calling('looking for what an apply has left', async () => {
    const { control: client } = connection;
    const of = { FunctionName: functionName };
    const { MemorySize = 128, Description = '' } = await client.send(new GetFunctionConfigurationCommand(of));
    const isSet = MemorySize !== note.memorySizeMB && !carriesMarker(Description);
    const applied = await appliedVersions(connection, functionName, note.marker);
    const aliases: AliasConfiguration[] = [];
    for await (const page of paginateListAliases({ client }, of)) aliases.push(...(page.Aliases ?? []));
    return [
      ...(isSet ? [sizeText(functionName, MemorySize, note)] : []),
      ...applied.map((version) => versionText(functionName, version, aliases)),
    ];
  });
}

async function appliedVersions(
  { control: client }: Connection,
  FunctionName: string,
  marker: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName })) {
    const own = Versions.filter((it) => it.Description?.endsWith(`applied by ${marker}`));
    found.push(...own.flatMap(({ Version = '$LATEST' }) => (Version === '$LATEST' ? [] : [Version])));
  }
  return found;
}

const sizeText = (name: string, now: number, { memorySizeMB }: LockNote): string =>
  `$LATEST has ${now} MB, and had ${memorySizeMB} MB when the run began. Whether the run or somebody else has set that, only the lost journal could tell, so it stays; if it is not wanted: aws lambda update-function-configuration --function-name ${name} --memory-size ${memorySizeMB}`;

function versionText(name: string, version: string, aliases: readonly AliasConfiguration[]): string {
  const whole = aliases.filter(({ FunctionVersion }) => FunctionVersion === version);
  const parts = aliases.filter((it) => it.RoutingConfig?.AdditionalVersionWeights?.[version] !== undefined);
  const remove = `aws lambda delete-function --function-name ${name} --qualifier ${version}`;
  if (whole.length + parts.length === 0) {
    return `version ${version} is one that the run has published to apply it; no alias leads to it. It stays, as the lost journal alone could tell whether it is to; if it is not wanted: ${remove}`;
  }
  return [
    `version ${version} is one that the run has published to apply it, and stays, as it is in use`,
    ...whole.map(
      ({ Name }) =>
        `the alias ${Name} leads to it. Where it led before, only the lost journal could tell: compare with your deployment; if version N was before it: aws lambda update-alias --function-name ${name} --name ${Name} --function-version N`,
    ),
    ...parts.map(
      ({ Name, FunctionVersion }) =>
        `the alias ${Name} sends a part of its traffic to it (a canary) and the rest to version ${FunctionVersion}; to send all there: aws lambda update-alias --function-name ${name} --name ${Name} --routing-config AdditionalVersionWeights={}`,
    ),
  ].join('; ');
}
