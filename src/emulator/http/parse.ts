import { z } from 'zod';
import { ServiceError } from '../service-error.js';
import type { ServiceRequest } from './route.js';

/** @throws ServiceError SerializationException for a body that is no JSON or has a member of another type. */
export function parseBody<T extends z.ZodType>(shape: T, request: ServiceRequest): z.infer<T> {
  const result = shape.safeParse(parseJson(request.body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ServiceError('SerializationException', 400, `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new ServiceError('SerializationException', 400, 'Could not parse request body into json');
  }
}

/** A page of a list, by the position at which the next begins: Marker and MaxItems of the Lambda API. */
export function page<T>(request: ServiceRequest, all: readonly T[], most: number): { items: T[]; next?: string } {
  const start = Number(request.query.get('Marker') ?? 0);
  const size = Math.min(most, Number(request.query.get('MaxItems') ?? most));
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(size) || size < 1) {
    throw new ServiceError('InvalidParameterValueException', 400, 'Invalid Marker or MaxItems');
  }
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { next: String(end) } : {}) };
}

export const booleanish = z.boolean().nullish();
