import { plain } from '../escape.js';

/** Names, paths and messages are as long as their author likes. */
const LONGEST = 300;

/** Escaped, and not longer than somebody reads. */
export const shortly = (text: string, longest = LONGEST): string =>
  plain(text.length <= longest ? text : `${text.slice(0, longest)}…`);
