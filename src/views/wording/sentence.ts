/** A message of the analysis where a view prints whole sentences: `no size fits` becomes `No size fits.` */
export function sentence(text: string): string {
  // A percentile keeps its small letter.
  const begun = /^p\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
