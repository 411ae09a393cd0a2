import { describe } from '../../functions/describe.js';
import { functionOf, KILOBYTE, type Route } from '../route.js';

export const getFunctionConfiguration: Route = {
  method: 'GET',
  path: '/2015-03-31/functions/:name/configuration',
  maxBodyBytes: KILOBYTE,
  handle(request, { registry }) {
    const reference = functionOf(request);
    return { status: 200, body: describe(registry.find(reference), reference.qualifier !== undefined) };
  },
};
