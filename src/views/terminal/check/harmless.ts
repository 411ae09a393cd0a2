import { clean } from '../layout/index.js';

/**
 * Messages come from the function and commits from their author, and in GitHub's log a line that begins with `::`, or
 * holds `##[`, is a command to the runner (actions/runner, ActionCommand.cs, read 2026-11). A wrapped line may begin at any word.
 */
export const harmless = (text: string): string =>
  clean(text)
    .replace(/(^|\s)::/g, '$1: :')
    .replaceAll('##[', '## [');
