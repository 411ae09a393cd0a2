import { createHash } from 'node:crypto';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * The page may run its own scripts, known by their hashes, and do nothing else: no request can leave it, and a script
 * that slipped through escaping would not run. Vega compiles its expressions with `Function`, hence 'unsafe-eval'; it
 * writes `style` attributes, hence 'unsafe-inline' for styles.
 */
export function contentSecurityPolicy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')} 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
