/**
 * First line of the Markdown of a check, which GitHub does not show: whoever comments on a pull request finds the comment of
 * the run before by it and updates that one. A scenario has one comment, however often it is checked.
 */
export const checkMarker = (name: string): string =>
  // `--` ends a comment in some readers.
  `<!-- kelvin-check ${encodeURIComponent(name).replaceAll('-', '%2D')} -->`;
