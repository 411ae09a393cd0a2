import { paginateListAliases, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { RUN_ALIAS } from '../lock/run-alias-name.js';

/** Fifty a page (ListAliases and ListVersionsByFunction, AWS's model: MaxItems); more than this nobody reads. */
const MOST_PAGES = 4;
const MOST_NAMED = 10;

/**
 * Reads what a qualifier stands for; where a function has no such version or alias, says which it has. What may not be
 * listed is left out. @throws TargetError, else what it throws
 */
export async function readingQualified<T>(
  connection: Connection,
  name: string,
  qualifier: string,
  isFunctionThere: () => Promise<unknown>,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    await isFunctionThere().catch((other: unknown) => {
      throw /NotFound/.test((other as Error).name) || other instanceof TargetError ? other : error;
    });
    throw new TargetError(`${name} has no version or alias ${qualifier}`, await hintOf(connection, name));
  }
}

async function hintOf({ control: client }: Connection, FunctionName: string): Promise<string> {
  const [aliases, versions] = await Promise.all([
    listed(paginateListAliases({ client }, { FunctionName }), ({ Aliases }) => Aliases, 'Name'),
    listed(paginateListVersionsByFunction({ client }, { FunctionName }), ({ Versions }) => Versions, 'Version'),
  ]);
  const parts = [
    textOf('alias', 'aliases', aliases, (name) => name !== RUN_ALIAS),
    textOf('version', 'versions', versions, (name) => name !== '$LATEST'),
  ].filter((it) => it !== undefined);
  const has =
    parts.length === 0
      ? `"aws lambda list-aliases --function-name ${FunctionName}" lists them`
      : `it has ${parts.join(' and ')}`;
  return `${has}; without a qualifier $LATEST is taken`;
}

/** Undefined where it may not be listed. */
async function listed<P, K extends string>(
  pages: AsyncIterable<P>,
  of: (page: P) => readonly { readonly [key in K]?: string | undefined }[] | undefined,
  key: K,
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  let count = 0;
  try {
    for await (const page of pages) {
      for (const it of of(page) ?? []) found.push(it[key] ?? '');
      count += 1;
      if (count === MOST_PAGES) break;
    }
    return found;
  } catch {
    return undefined;
  }
}

/** `the aliases live and beta`, `the versions 12, 13 and 14, and 9 older ones`. */
function textOf(
  one: string,
  many: string,
  found: readonly string[] | undefined,
  isTold: (name: string) => boolean,
): string | undefined {
  const names = found?.filter(isTold);
  if (names === undefined) return undefined;
  if (names.length === 0) return `no ${one}`;
  const last = names.slice(-MOST_NAMED);
  const others = names.length - last.length;
  return `the ${last.length === 1 ? one : many} ${last.join(', ')}${others === 0 ? '' : `, and ${others} others`}`;
}
