/** Where a function logs that was not told otherwise. @param name or ARN, without a qualifier */
export const usualLogGroup = (name: string): string => `/aws/lambda/${name.split(':').at(-1)}`;
