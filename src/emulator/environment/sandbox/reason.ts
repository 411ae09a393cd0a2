/** What the program that refused has said last, without its name. */
export function reasonOf(said: string): string {
  const last = said.trim().split('\n').at(-1) ?? '';
  return last.replace(/^\S+: /, '') || 'a program ended without a word';
}
