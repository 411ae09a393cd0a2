import type { Route } from './route.js';
import { codeArchive } from './routes/code-archive.js';
import { createFunction } from './routes/create-function.js';
import { deleteFunction } from './routes/delete-function.js';
import { facts } from './routes/facts.js';
import { getFunction } from './routes/get-function.js';
import { getFunctionConfiguration } from './routes/get-function-configuration.js';
import { invoke } from './routes/invoke.js';
import { listFunctions } from './routes/list-functions.js';
import { listVersionsByFunction } from './routes/list-versions.js';
import { logs } from './routes/logs.js';
import { publishVersion } from './routes/publish-version.js';
import { updateFunctionCode } from './routes/update-function-code.js';
import { updateFunctionConfiguration } from './routes/update-function-configuration.js';

/** Every operation that the emulator answers; the most frequent first, as they are tried in order. */
export const routes: readonly Route[] = [
  invoke,
  logs,
  getFunctionConfiguration,
  getFunction,
  createFunction,
  updateFunctionConfiguration,
  updateFunctionCode,
  publishVersion,
  listVersionsByFunction,
  listFunctions,
  deleteFunction,
  codeArchive,
  facts,
];
