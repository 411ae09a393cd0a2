export { type AliasRouting, type Change, changeText, mayBeLeftText } from './change.js';
export { arnHash, nameForJournal } from './function-identity.js';
export { type HeadParts, type JournalHead, journalHead } from './head.js';
export { Journal, type JournalRecord, leaveJournal, removeJournal, rewriteJournal } from './journal.js';
export { type LeftJournal, readJournal, readLeftJournal } from './read-journal.js';
