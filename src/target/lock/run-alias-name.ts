/**
 * The alias that says that a run is changing a function. CreateAlias is atomic, so of two runs one alone makes it,
 * wherever they are; it leads to `$LATEST`, and nobody invokes it.
 */
export const RUN_ALIAS = 'kelvin-run';
