/** Replaces a secret. */
export const blank = '***';
