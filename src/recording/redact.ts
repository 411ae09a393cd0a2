import { stripVTControlCharacters } from 'node:util';

/**
 * Takes AWS account ids out of a text that goes into a recording: twelve digits standing alone, as in every ARN, and the
 * whole name of whoever made a call, which AWS puts into its refusals. One request id in 280 ends in twelve digits too.
 */
export const withoutAccountIds = (text: string): string =>
  text
    .replace(/arn:aws[\w-]*:(?:sts|iam)::[^\s"',]+/g, '<principal>')
    .replace(/(?<!\d|[\da-f]{8}-(?:[\da-f]{4}-){3})\d{12}(?!\d)/g, '<account>');

/**
 * Takes out what moves a terminal's cursor, colours it or turns the direction of writing (C0 and C1 controls, the bidi
 * controls of Unicode): a name that came out of a log is printed by every view, and by whatever else reads the recording.
 */
export const withoutControls = (text: string): string => stripVTControlCharacters(text).replace(CONTROLS, ' ');

const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+/gu;
