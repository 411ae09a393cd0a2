export * from './propose.js';
export type { Note, SourceFile } from './source-file.js';
