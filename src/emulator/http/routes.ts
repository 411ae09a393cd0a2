import type { Route } from './route.js';
import { codeArchive } from './routes/code-archive.js';
import { facts } from './routes/facts.js';
import { invoke } from './routes/invoke.js';
import { sts } from './routes/sts.js';

/**
 * What is not answered by AWS's model: invocations, which take a way of their own for their speed, and what is not
 * AWS's. Tried first, in this order; everything else is in `operations.ts`.
 */
export const routes: readonly Route[] = [sts, invoke, codeArchive, facts];
