/** The ways of `tune` and `load` that publish nothing, and what the one that changes something means. */
export const WITHOUT_A_VERSION =
  'Without a version "tune" and "load" measure the size it has with --read-only, or $LATEST itself with --on-latest: it is set to each size for the time of a visit and put back, and who invokes it meanwhile is answered at that size';
