export interface ViewChoice {
  /** Of standard output. */
  readonly isTTY: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-tui`. */
  readonly noTui: boolean;
}

/** Ink (is-in-ci) draws nothing until the end where one of these is set, even to nothing: it must not be chosen then. */
const CI_VARIABLES = ['CI', 'CONTINUOUS_INTEGRATION'];

const isCi = (env: ViewChoice['env']): boolean =>
  CI_VARIABLES.some((name) => env[name] !== undefined && env[name].toLowerCase() !== 'false');

/** https://no-color.org: set and not empty. */
const wantsNoColor = (env: ViewChoice['env']): boolean => (env.NO_COLOR ?? '') !== '';

/** The live view redraws the screen in colour; whoever cannot or does not want that gets plain lines. */
export const wantsLiveView = ({ isTTY, env, noTui }: ViewChoice): boolean =>
  isTTY === true && !noTui && !isCi(env) && !wantsNoColor(env) && env.TERM !== 'dumb';
