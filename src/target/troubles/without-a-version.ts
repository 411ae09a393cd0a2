/** The ways of `tune` and `load` where no version can be published, and what they mean. */
export const WITHOUT_A_VERSION =
  'Without a version "tune" and "load" measure a copy with --copy, the size it has with --read-only, or $LATEST itself with --on-latest: it is set to each size for the time of a visit and put back, and who invokes it meanwhile is answered at that size';
