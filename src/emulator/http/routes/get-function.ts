import { basename } from 'node:path';
import { describe } from '../../functions/describe.js';
import { functionOf, KILOBYTE, type Route } from '../route.js';

export const getFunction: Route = {
  method: 'GET',
  path: '/2015-03-31/functions/:name',
  maxBodyBytes: KILOBYTE,
  handle(request, { registry, endpoint }) {
    const reference = functionOf(request);
    const version = registry.find(reference);
    const tags = registry.tagsOf(reference);
    return {
      status: 200,
      body: {
        Configuration: describe(version, reference.qualifier !== undefined),
        Code: { RepositoryType: 'S3', Location: `${endpoint}/_kelvin/code/${basename(version.code.archive)}` },
        ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
      },
    };
  },
};
