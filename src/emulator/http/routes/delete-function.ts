import { functionOf, KILOBYTE, type Route } from '../route.js';

export const deleteFunction: Route = {
  method: 'DELETE',
  path: '/2015-03-31/functions/:name',
  maxBodyBytes: KILOBYTE,
  handle(request, { registry }) {
    registry.delete(functionOf(request));
    return { status: 204 };
  },
};
