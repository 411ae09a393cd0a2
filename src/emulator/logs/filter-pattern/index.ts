import { parseJsonPattern } from './json.js';
import { InvalidFilterPattern, Scanner } from './scanner.js';
import { parseSpaceDelimited } from './space-delimited.js';
import { parseTerms } from './terms.js';

export { InvalidFilterPattern } from './scanner.js';

export interface FilterPattern {
  matches(message: string): boolean;
  /** The fields of an event that matches; only a space-delimited pattern has any. */
  extract(message: string): Record<string, string>;
}

/**
 * The filter patterns of CloudWatch Logs (user guide, "Filter pattern syntax", read 2026-11): terms, JSON patterns and
 * space-delimited ones, each with regular expressions. An empty pattern matches everything.
 * @throws InvalidFilterPattern with AWS's message.
 */
export function parseFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  const scanner = new Scanner(trimmed);
  if (scanner.take('{')) {
    refuseOpen(trimmed, '{', '}');
    return { matches: parseJsonPattern(scanner), extract: () => ({}) };
  }
  if (scanner.take('[')) {
    refuseOpen(trimmed, '[', ']');
    return parseSpaceDelimited(scanner);
  }
  return { matches: parseTerms(scanner), extract: () => ({}) };
}

function refuseOpen(text: string, start: string, end: string): void {
  if (!text.endsWith(end)) {
    throw new InvalidFilterPattern(`If a filter pattern starts with '${start}' it must end with '${end}'`);
  }
}
