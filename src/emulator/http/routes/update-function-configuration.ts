import { z } from 'zod';
import { describe } from '../../functions/describe.js';
import { applySettings, settingsShape } from '../../functions/settings.js';
import { parseBody } from '../parse.js';
import { functionOf, MEGABYTE, type Route } from '../route.js';

const shape = z.object({ ...settingsShape, RevisionId: z.string().nullish() });

export const updateFunctionConfiguration: Route = {
  method: 'PUT',
  path: '/2015-03-31/functions/:name/configuration',
  maxBodyBytes: MEGABYTE,
  handle(request, { registry }) {
    const { RevisionId, ...body } = parseBody(shape, request);
    const { region, name } = functionOf(request);
    const { settings } = registry.find({ region, name });
    const updated = registry.update(
      { region, name },
      { settings: applySettings(settings, body) },
      RevisionId ?? undefined,
    );
    return { status: 200, body: describe(updated, false) };
  },
};
