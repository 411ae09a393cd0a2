import { z } from 'zod';
import { describe } from '../../functions/describe.js';
import { invalidParameter, preconditionFailed } from '../../service-error.js';
import { booleanish, parseBody } from '../parse.js';
import { functionOf, MEGABYTE, type Route } from '../route.js';

const shape = z.object({
  ZipFile: z.string().nullish(),
  Publish: booleanish,
  DryRun: booleanish,
  RevisionId: z.string().nullish(),
  Architectures: z.array(z.string()).nullish(),
});

export const updateFunctionCode: Route = {
  method: 'PUT',
  path: '/2015-03-31/functions/:name/code',
  maxBodyBytes: 70 * MEGABYTE,
  async handle(request, { registry, code }) {
    const body = parseBody(shape, request);
    const { region, name } = functionOf(request);
    const reference = { region, name };
    const before = registry.find(reference);
    if (body.RevisionId && body.RevisionId !== before.revisionId) throw preconditionFailed();
    if (body.ZipFile === undefined || body.ZipFile === null) {
      throw invalidParameter('Please provide a source for function code: the emulator takes ZipFile only.');
    }
    const uploaded = await code.add(Buffer.from(body.ZipFile, 'base64'));
    // Read again: the configuration may have been changed while the package was unpacked.
    const { settings } = registry.find(reference);
    const changed = { ...settings, architecture: body.Architectures?.[0] ?? settings.architecture };
    if (body.DryRun === true) {
      return { status: 200, body: describe({ ...before, settings: changed, code: uploaded }, false) };
    }
    const updated = registry.update(reference, { settings: changed, code: uploaded });
    const published = body.Publish === true ? registry.publish(reference) : updated;
    return { status: 200, body: describe(published, body.Publish === true) };
  },
};
