import type { Route } from './route.js';
import { callerIdentity } from './routes/caller-identity.js';
import { codeArchive } from './routes/code-archive.js';
import { facts } from './routes/facts.js';
import { invoke } from './routes/invoke.js';

/**
 * What is not answered by AWS's model: invocations, which take a way of their own for their speed, and what is not
 * AWS's. Tried first, in this order; everything else is in `operations.ts`.
 */
export const routes: readonly Route[] = [callerIdentity, invoke, codeArchive, facts];
