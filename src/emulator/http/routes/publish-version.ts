import { z } from 'zod';
import { describe } from '../../functions/describe.js';
import { parseBody } from '../parse.js';
import { functionOf, MEGABYTE, type Route } from '../route.js';

const shape = z.object({
  Description: z.string().nullish(),
  CodeSha256: z.string().nullish(),
  RevisionId: z.string().nullish(),
});

export const publishVersion: Route = {
  method: 'POST',
  path: '/2015-03-31/functions/:name/versions',
  maxBodyBytes: MEGABYTE,
  handle(request, { registry }) {
    const body = parseBody(shape, request);
    const { region, name } = functionOf(request);
    const published = registry.publish(
      { region, name },
      {
        ...(body.Description ? { description: body.Description } : {}),
        ...(body.CodeSha256 ? { codeSha256: body.CodeSha256 } : {}),
        ...(body.RevisionId ? { revisionId: body.RevisionId } : {}),
      },
    );
    return { status: 201, body: describe(published, true) };
  },
};
