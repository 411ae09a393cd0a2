import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';

/** The most that every account may have; more is a matter of quota (facts/lambda.md 3.4; issues below). */
const EVERYBODYS_MB = 3008;
/** A revision that no function has: AWS makes them at random. */
const NO_REVISION = '00000000-0000-0000-0000-000000000000';
/**
 * "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008"
 * (aws-lambda-power-tuning issue 224, 2024; awslabs/genai-bedrock-agent-chatbot issue 4, 2024).
 */
const REFUSED = /MemorySize'? value failed to satisfy constraint: Member must have value less than or equal to (\d+)/;

/**
 * The largest memory size that this account allows a function, where it is less than what is wanted; undefined where it
 * is not, or cannot be known. No call tells it. So a change is sent that AWS refuses in any case, as it is for a revision
 * that the function does not have; a size that is not allowed is said to be refused for that, before (that the size is
 * looked at first is not verified: where it is not, the run finds out when it comes to that size). Sent to AWS alone: what
 * else speaks its API may not know of revisions.
 */
export async function memoryLimit(
  { control, kind, mode }: Pick<Connection, 'control' | 'kind' | 'mode'>,
  FunctionName: string,
  wantedMB: number,
): Promise<number | undefined> {
  if (wantedMB <= EVERYBODYS_MB || kind !== 'aws' || mode !== 'full') return undefined;
  try {
    const never = { FunctionName, MemorySize: wantedMB, RevisionId: NO_REVISION };
    await control.send(new UpdateFunctionConfigurationCommand(never));
    return undefined;
  } catch (error) {
    const limit = REFUSED.exec((error as Error).message)?.[1];
    return limit === undefined ? undefined : Number(limit);
  }
}
