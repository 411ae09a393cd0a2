import { readFile } from 'node:fs/promises';
import { notFound } from '../../service-error.js';
import { KILOBYTE, type Route } from '../route.js';

/** The place that GetFunction points to as Code.Location, where AWS has a presigned S3 address. */
export const codeArchive: Route = {
  method: 'GET',
  path: '/_kelvin/code/:archive',
  maxBodyBytes: KILOBYTE,
  isPublic: true,
  async handle({ parameters }, { code }) {
    const found = await code.archiveOf((parameters.archive ?? '').replace(/\.zip$/, ''));
    if (found === undefined) throw notFound('There is no such package');
    return { status: 200, headers: { 'Content-Type': 'application/zip' }, body: await readFile(found.archive) };
  },
};
