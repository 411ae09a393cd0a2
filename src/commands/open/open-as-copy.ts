import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ExistingFunction } from '../../scenario/index.js';
import {
  type Connection,
  copyFunction,
  type FunctionUnderTest,
  type OriginalFunction,
  usualLogGroup,
} from '../../target/index.js';
import { slugOf } from '../run-folder.js';
import { keepMadeFunction, newMarker } from './keep-journal.js';
import type { OpenOptions } from './open-options.js';
import { readUnmarked } from './when-unmarked.js';

export interface Copy {
  readonly fn: FunctionUnderTest;
  /** Of the copy, under the name of what it is a copy of: the reader knows it by that one. */
  readonly configuration: FunctionConfiguration;
}

/** Measures a function that exists on a copy that goes with the run: the function itself is only read. */
export async function openAsCopy(
  of: Pick<ExistingFunction, 'name' | 'qualifier'>,
  connection: Connection,
  options: OpenOptions,
  journalSuffix = '',
): Promise<Copy> {
  const original = await readUnmarked(connection, of, options);
  const architecture = original.configuration.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';
  options.checkPrices(connection.region, [architecture]);
  const called = slugOf(original.configuration.FunctionName ?? 'function');
  return makeCopy(original, { called, journalSuffix: `${journalSuffix}-copy` }, connection, options);
}

/** @param called what the copy's name tells of */
export async function makeCopy(
  original: OriginalFunction,
  { called, journalSuffix }: { readonly called: string; readonly journalSuffix: string },
  connection: Connection,
  options: OpenOptions,
): Promise<Copy> {
  const { FunctionName = called } = original.configuration;
  options.aftermath.found(FunctionName);
  const marker = newMarker();
  const name = `kelvin-${called}-${marker.slice(-12)}`;
  keepMadeFunction(connection, options, { functionName: name, marker }, journalSuffix);
  const { fn, configuration: copied } = await copyFunction(connection, original, name, marker, options.signal);
  const LogGroup = copied.LoggingConfig?.LogGroup ?? usualLogGroup(name);
  return { fn, configuration: { ...copied, FunctionName, LoggingConfig: { ...copied.LoggingConfig, LogGroup } } };
}
