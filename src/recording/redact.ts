/**
 * Takes AWS account ids out of a text that goes into a recording: twelve digits standing alone, as in every ARN, and the
 * whole name of whoever made a call, which AWS puts into its refusals.
 */
export const withoutAccountIds = (text: string): string =>
  text.replace(/arn:aws[\w-]*:(?:sts|iam)::[^\s"',]+/g, '<principal>').replace(/(?<!\d)\d{12}(?!\d)/g, '<account>');
