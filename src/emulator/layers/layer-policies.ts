export interface LayerStatement {
  readonly Sid: string;
  readonly [member: string]: unknown;
}

/** Who may use a version of a layer: stored and returned, as there is one account here. */
export interface LayerPolicy {
  readonly statements: readonly LayerStatement[];
  readonly revisionId: string;
}

/** By the ARN of the version. */
export type LayerPolicies = Map<string, LayerPolicy>;
