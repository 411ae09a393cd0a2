import { arnHash, arnOfFunction, type Connection, type JournalRecord, TargetError } from '../../target/index.js';

/**
 * Sees that what is asked is where the run was. From another account or endpoint a function that is there looks as if it
 * were gone, and all that was done to it too: the journal would be thrown away for nothing.
 * @throws TargetError
 */
export async function checkHere(
  connection: Connection,
  { head }: JournalRecord,
  { path, isEndpointNamed }: { readonly path: string; readonly isEndpointNamed: boolean },
): Promise<void> {
  const { functionName, functionArnHash, endpoint, original } = head;
  if (endpoint === undefined && !isEndpointNamed && connection.endpoint !== undefined) {
    throw new TargetError(
      `${path}: its run was on AWS, and the environment or the profile names ${connection.endpoint}`,
      'unset AWS_ENDPOINT_URL (or AWS_ENDPOINT_URL_LAMBDA, or endpoint_url of the profile), or name the endpoint with --endpoint-url',
    );
  }
  // One that was made for the run may well be gone.
  if (original === null) return;
  const arn = await arnOfFunction(connection, functionName);
  if (arn !== undefined && (functionArnHash === undefined || arnHash(arn) === functionArnHash)) return;
  if (arn !== undefined) {
    throw new TargetError(
      `${path}: the function ${functionName} in ${connection.region} is not the one of the run, but one of that name in another account, so nothing was put back`,
      'use the credentials of the run (--profile, --assume-role)',
    );
  }
  throw new TargetError(
    `${path}: there is no function ${functionName} in ${connection.region} for these credentials, so nothing was put back`,
    `use those of the run (--profile, --assume-role). If its owner has deleted ${functionName}, nothing is left to put back: remove the file`,
  );
}
