import { lastNumber } from './catalogue.js';

/**
 * The flags of AWS's bootstrap script: a tenth of the memory is new space, the rest old, unless the function says
 * otherwise; and ES modules are neither required nor guessed from their syntax, unless it asks for that ("Building Lambda
 * functions with Node.js", developer guide, read 2026-10; dev.to, "Official Node.js Runtime Analysis", 2026-02).
 *
 * @param actual the version of the interpreter that takes them, `24.21.0`: it refuses what it does not know.
 * @param options the function's own NODE_OPTIONS.
 */
export function nodeFlags(runtime: string, memorySizeMB: number, actual: string, options = ''): string[] {
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    ...heap(memorySizeMB, options),
    ...modules(runtime, actual, options),
  ];
}

function heap(memorySizeMB: number, options: string): string[] {
  if (/--max[-_](semi|old)[-_]space[-_]size/.test(options)) return [];
  const newSpace = Math.floor(memorySizeMB / 10);
  return [`--max-semi-space-size=${Math.floor(newSpace / 2)}`, `--max-old-space-size=${memorySizeMB - newSpace}`];
}

interface Switch {
  readonly name: string;
  /** Releases of Node.js that know it; of the even lines, as AWS has only those. */
  readonly since: Readonly<Record<number, number>>;
  /** AWS turns it off for these runtimes; earlier ones run on a Node.js that has no such feature at all. */
  readonly isOff: (major: number) => boolean;
}

const SWITCHES: readonly Switch[] = [
  { name: 'experimental-require-module', since: { 20: 17, 22: 0 }, isOff: () => true },
  { name: 'experimental-detect-module', since: { 18: 19, 20: 10, 22: 0 }, isOff: (major) => major !== 20 },
];

function modules(runtime: string, actual: string, options: string): string[] {
  const [major = 0, minor = 0] = actual.split('.').map(Number);
  return SWITCHES.filter(({ name, since, isOff }) => {
    const isKnown = major > 22 || minor >= (since[major] ?? Number.POSITIVE_INFINITY);
    return isKnown && isOff(lastNumber(runtime)) && !options.includes(`--${name}`);
  }).map(({ name }) => `--no-${name}`);
}
