import { type FilterPattern, InvalidFilterPattern, parseFilterPattern } from '../../logs/filter-pattern/index.js';
import { invalidParameter } from './errors.js';

/** @throws ServiceError InvalidParameterException */
export function requirePattern(text: string | undefined): FilterPattern {
  try {
    return parseFilterPattern(text ?? '');
  } catch (error) {
    throw error instanceof InvalidFilterPattern ? invalidParameter(error.message) : error;
  }
}
