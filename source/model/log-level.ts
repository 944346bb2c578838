/** The levels of the program's own log, fewest lines first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

/** One level of the log. */
export type LogLevel = (typeof logLevels)[number];
