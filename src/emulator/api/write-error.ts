import type { ServiceError } from '../service-error.js';
import { type Api, shapeOf } from './model.js';
import { modelOf } from './models.js';
import type { WrittenOutput } from './write-output.js';

/**
 * Writes a refusal as the API's protocol has it. The model says of each error whether its text is in `message` or
 * `Message` and whether it has a `Type`; the service's general errors, such as ValidationException, are in no model of
 * Lambda's and have `message` alone.
 */
export function writeError(api: Api, error: ServiceError): WrittenOutput {
  const { type, status, message, details } = error;
  const { members = {} } = shapeOf(modelOf(api), type);
  const text = members.Message === undefined ? { message } : { Message: message };
  if (api === 'logs') {
    const body = { __type: type, ...text, ...details };
    // Whoever is at fault, JSON 1.1 has one status code for each: what Lambda refuses with 403 is a 400 here.
    return {
      status: status < 500 ? 400 : 500,
      headers: { 'Content-Type': 'application/x-amz-json-1.1' },
      body: json(body),
    };
  }
  const hasType = members.Type !== undefined && !('Type' in details);
  const fault = hasType ? { Type: status >= 500 ? 'Service' : 'User' } : {};
  const headers = Object.entries(members).flatMap(([name, { location, locationName }]) => {
    const value = details[name];
    return location === 'header' && value !== undefined ? [[locationName ?? name, String(value)] as const] : [];
  });
  const inBody = Object.entries(details).filter(([name]) => members[name]?.location !== 'header');
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': type, ...Object.fromEntries(headers) },
    body: json({ ...fault, ...text, ...Object.fromEntries(inBody) }),
  };
}

const json = (body: object): Buffer => Buffer.from(JSON.stringify(body));
