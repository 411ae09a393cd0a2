import { stripVTControlCharacters } from 'node:util';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** From the root of the repository, with slashes. */
  readonly file?: string;
}

/** A break would end the command (actions/toolkit, packages/core/src/command.ts, read 2026-11). */
const escapeData = (text: string): string =>
  stripVTControlCharacters(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A property ends at a comma, and all of them at a colon. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** `::error file=…,title=…::message`, which GitHub's runner takes out of the log and shows on the run and the pull request. */
export function workflowCommand({ level, title, message, file }: Annotation): string {
  const place = file === undefined ? '' : `file=${escapeProperty(file)},`;
  return `::${level} ${place}title=${escapeProperty(title)}::${escapeData(message)}`;
}
