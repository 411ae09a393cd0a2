/** Words of a report of a run that explored, before those of every report. */
export const EXPLORED_TERMS: readonly (readonly [term: string, meaning: string])[] = [
  ['Regret', 'how much worse than the best candidate the chosen size is, by what the strategy wants small.'],
  ['Regret bound', 'what the regret is below with the confidence asked for; each look at the data is paid for.'],
  ['Measured', 'invoked there; its mean is that of the curve, which learns from its neighbours too.'],
  ['Predicted', 'not invoked there: read off the curve through the measured sizes.'],
  ['Band', 'holds the true mean with the confidence asked for, as far as the model of the curve is right.'],
  ['Frontier', 'sizes that no other one beats in both cost and duration.'],
];
