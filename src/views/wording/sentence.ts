/** A message of the analysis where a view prints whole sentences: `no size fits` becomes `No size fits.` */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
