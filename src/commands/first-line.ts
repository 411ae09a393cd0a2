/** As much of an error as a recording says of it. */
export const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n')[0] ?? '';
