/** Of a description, in UTF-16 units at the most: AWS's limit is 256 characters (its model, 2026). */
const LONGEST = 256;

const MARKED = / ?\[(kelvin [0-9a-f]{12}) \d+\]$/;

/**
 * The description that `$LATEST` holds while it is published: the one that it has, with the run's marker and a number
 * behind it. What no longer fits is cut off; `cutOff` says what, and with it the original can be had from AWS alone, by
 * whoever has no journal.
 */
export function markedDescription(original: string, marker: string, number: number): string {
  const mark = `${original === '' ? '' : ' '}[${marker} ${number}]`;
  return `${original.slice(0, keptOf(original))}${mark}`;
}

/** The end of a description that does not fit beside a marker. */
export const cutOff = (original: string): string => original.slice(keptOf(original));

/** The description before it was marked; undefined where it is not. @param end what was cut off of it */
export function unmarked(description: string, marker: string, end: string): string | undefined {
  const found = MARKED.exec(description);
  return found === null || found[1] !== marker ? undefined : `${description.slice(0, found.index)}${end}`;
}

/** Whether some run of Kelvin has set it. */
export const carriesMarker = (description: string): boolean => MARKED.test(description);

/** ' [kelvin 0123456789ab 1234567]' */
const LONGEST_MARK = 31;

/** Never half of a character of two units. */
function keptOf(original: string): number {
  if (original.length <= LONGEST - LONGEST_MARK) return original.length;
  const last = original.charCodeAt(LONGEST - LONGEST_MARK - 1);
  return LONGEST - LONGEST_MARK - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
}
