import type { TopLevelSpec } from 'vega-lite';

type LayeredSpec = Extract<TopLevelSpec, { layer: unknown }>;

/** One layer of a vega-lite chart. */
export type Layer = LayeredSpec['layer'][number];

/** A chart and the words around it. */
export interface Chart {
  /** Of the element it is drawn into. */
  readonly id: string;
  readonly title: string;
  /** How to read it, in one line. */
  readonly caption: string;
  /** Says in words what the picture shows, for whoever does not see it. */
  readonly description: string;
  /** Missing where nothing was measured that it could draw. */
  readonly spec?: LayeredSpec;
}
