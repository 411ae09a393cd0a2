import type { AllowedErrors } from '../allowed-errors.js';
import type { Warning } from '../result-schema.js';

/** Whoever reads a figure must know that it holds errors. @param of how many invocations, and of what: `52 invocations` */
export function allowedErrorsWarnings(errors: AllowedErrors, of: string): Warning[] {
  if (errors.length === 0) return [];
  const counts = errors.map(({ errorType, count }) => `${errorType} (${count.toLocaleString('en-US')})`).join(', ');
  return [
    {
      code: 'errors-allowed',
      message: `of ${of} some ended in an error that counts as an answer, and are in the figures: ${counts}`,
      hint: 'leave --allow-error, or allowErrors of the scenario, out to have them counted as failures',
    },
  ];
}

/** Of hooks afterwards: what was measured before them stands, and what came next may have found other things than it should. */
export function hooksFailedWarnings(
  failed: { readonly count: number; readonly message: string } | undefined,
): Warning[] {
  if (failed === undefined) return [];
  const { count, message } = failed;
  return [
    {
      code: 'hooks-failed',
      message: `the hook after failed ${count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`}: ${message}`,
      hint: 'what was measured next may have found a state that it should not have: mend the hook, and measure again',
    },
  ];
}
