/** Takes AWS account ids out of a text that goes into a recording: twelve digits standing alone, as in every ARN. */
export const withoutAccountIds = (text: string): string => text.replace(/(?<!\d)\d{12}(?!\d)/g, '<account>');
