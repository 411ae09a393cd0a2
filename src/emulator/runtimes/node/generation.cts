/**
 * AWS rewrote its runtime interface client for Node.js 24 (version 4, 2025-12): no callbacks, no waiting for an empty
 * event loop, no handlers for uncaught errors. Earlier runtimes keep version 3. What differs between them says
 * `isRewritten`; what the two do was read in aws/aws-lambda-nodejs-runtime-interface-client, 3.3 and 4.0.2 (2026-11).
 */
const major = Number(/^AWS_Lambda_nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1] ?? Number.NaN);

const isRewritten = !(major < 24);

export = isRewritten;
