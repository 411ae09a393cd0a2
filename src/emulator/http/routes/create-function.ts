import { z } from 'zod';
import { describe } from '../../functions/describe.js';
import { parseFunctionName } from '../../functions/function-name.js';
import { applySettings, defaultSettings, settingsShape } from '../../functions/settings.js';
import { invalidParameter } from '../../service-error.js';
import { booleanish, parseBody } from '../parse.js';
import { MEGABYTE, type Route } from '../route.js';

const shape = z.object({
  ...settingsShape,
  FunctionName: z.string(),
  Role: z.string(),
  Code: z.object({ ZipFile: z.string().nullish() }),
  PackageType: z.string().nullish(),
  Architectures: z.array(z.string()).nullish(),
  Publish: booleanish,
  Tags: z.record(z.string(), z.string()).nullish(),
});

export const createFunction: Route = {
  method: 'POST',
  path: '/2015-03-31/functions',
  // A zip of 50 MB in base64, and the rest of the request.
  maxBodyBytes: 70 * MEGABYTE,
  async handle(request, { registry, code }) {
    const body = parseBody(shape, request);
    const reference = parseFunctionName(body.FunctionName, request.region);
    const settings = applySettings(defaultSettings(reference.name), body);
    if ((body.PackageType ?? 'Zip') !== 'Zip') throw invalidParameter('The emulator runs zip packages only.');
    if (body.Code.ZipFile === undefined || body.Code.ZipFile === null) {
      throw invalidParameter('Please provide a source for function code: the emulator takes ZipFile only.');
    }
    registry.refuseTaken(reference);
    const uploaded = await code.add(Buffer.from(body.Code.ZipFile, 'base64'));
    const architecture = body.Architectures?.[0] ?? settings.architecture;
    const created = registry.create(reference, { ...settings, architecture }, uploaded, body.Tags ?? {});
    const published = body.Publish === true ? registry.publish(reference) : created;
    return { status: 201, body: describe(published, body.Publish === true) };
  },
};
