/** What is known of a function's runtime. */
export interface RuntimeFacts {
  readonly runtime?: string | undefined;
  readonly runtimeUsed?: string | undefined;
  readonly packageType: 'Zip' | 'Image';
}

/** What really ran, or is named; an image brings its own, which AWS does not tell. */
export const runtimeText = ({ runtime, runtimeUsed, packageType }: RuntimeFacts): string | undefined =>
  runtimeUsed ?? runtime ?? (packageType === 'Image' ? 'container image' : undefined);
