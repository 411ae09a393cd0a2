import type { CurvePoint } from '../../../curve/index.js';
import { formatMilliseconds, formatUsd } from '../../../units/index.js';
import { spanText } from '../span.js';
import { confidenceText, type Exploration, type Quantity } from './goal.js';
import { isPredicted } from './points.js';

/** A figure of the curve: the mean that is believed, and its band. */
export interface BandedFigure {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export const figureOf = ({ costPerMillionUsd, durationMs }: CurvePoint, quantity: Quantity): BandedFigure =>
  quantity === 'cost' ? costPerMillionUsd : durationMs;

export const formatQuantity = (quantity: Quantity): ((value: number) => string) =>
  quantity === 'cost' ? formatUsd : formatMilliseconds;

/** `40.9 to 42.5 ms`. */
export const bandText = ({ low, high }: BandedFigure, quantity: Quantity): string =>
  spanText(formatQuantity(quantity), low, high);

/** `41.7 ms, 95 % interval 40.9 to 42.5 ms, n 24`; `predicted 41.7 ms, 95 % band 38 to 46 ms`: in words, for descriptions. */
export function figureWords(point: CurvePoint, quantity: Quantity, exploration: Exploration): string {
  const figure = figureOf(point, quantity);
  const value = formatQuantity(quantity)(figure.mean);
  const confidence = confidenceText(exploration);
  if (isPredicted(point)) return `predicted ${value}, ${confidence} band ${bandText(figure, quantity)}`;
  return `${value}, ${confidence} interval ${bandText(figure, quantity)}, n ${point.n}`;
}
