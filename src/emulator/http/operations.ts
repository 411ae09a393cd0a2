import { logsOperations } from './logs-actions/index.js';
import type { Operation, OperationFamily } from './operation.js';
import { aliases } from './routes/aliases/index.js';
import { codeSigning } from './routes/code-signing/index.js';
import { concurrency } from './routes/concurrency/index.js';
import { eventInvoke } from './routes/event-invoke/index.js';
import { eventSources } from './routes/event-sources/index.js';
import { functions } from './routes/functions/index.js';
import { invokeWithResponseStream } from './routes/invoke-with-response-stream.js';
import { layers } from './routes/layers/index.js';
import { management } from './routes/management/index.js';
import { permissions } from './routes/permissions/index.js';
import { tags } from './routes/tags/index.js';
import { urls } from './routes/urls/index.js';

/** All families of operations that are answered by AWS's model: a new operation is a file and its name in its family. */
export const lambdaFamilies: readonly OperationFamily[] = [
  functions,
  aliases,
  { name: 'Invocation', operations: [invokeWithResponseStream] },
  eventInvoke,
  concurrency,
  urls,
  layers,
  permissions,
  tags,
  management,
  codeSigning,
  eventSources,
];

/** Every operation that the emulator answers, Invoke apart, which has a way of its own for its speed. */
export const operations: readonly Operation[] = [
  ...lambdaFamilies.flatMap((family) => family.operations),
  ...logsOperations,
];
