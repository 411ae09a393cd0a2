import type { OperationFamily } from '../../operation.js';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './mappings.js';

export const eventSources: OperationFamily = {
  name: 'Event source mappings: stored, nothing is polled',
  operations: [
    createEventSourceMapping,
    getEventSourceMapping,
    updateEventSourceMapping,
    deleteEventSourceMapping,
    listEventSourceMappings,
  ],
};
