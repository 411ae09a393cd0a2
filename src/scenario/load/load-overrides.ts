import { BASE_OPTION_NAMES, type BaseOverrides } from '../tune-overrides.js';

/** What the command line of `kelvin load` can say instead of the scenario: checked here, not before. */
export interface LoadOverrides extends BaseOverrides {
  /** `burst 40, pause 10s, poisson 50/s 60s`: replaces all phases. */
  readonly load?: string | undefined;
  /** `60s`: how long the load lasts at each memory size. */
  readonly for?: string | undefined;
  /** invoke, invoke-stream, function-url, or an address. */
  readonly via?: string | undefined;
  readonly timeout?: string | undefined;
  readonly retries?: number | undefined;
  /** `p99Latency<300ms, errors<1%`: adds to those of the scenario; on one metric it is the limit that holds. */
  readonly threshold?: string | undefined;
}

/** What problems call each override. */
export type LoadOptionNames = Readonly<Record<keyof LoadOverrides, string>>;

export const LOAD_OPTION_NAMES: LoadOptionNames = {
  ...BASE_OPTION_NAMES,
  load: '--load',
  for: '--for',
  via: '--via',
  timeout: '--timeout',
  retries: '--retries',
  threshold: '--threshold',
};
