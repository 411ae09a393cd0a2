import { plain } from '../escape.js';

/** Names, paths and messages are as long as their author likes. */
const LONGEST = 300;

/** Escaped, not longer than somebody reads, and no link: what a function says is put before the reviewers of its code. */
export const shortly = (text: string, longest = LONGEST): string =>
  plain(text.length <= longest ? text : `${text.slice(0, longest)}…`)
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}&#46;`);
