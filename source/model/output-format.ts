/** What `-o` takes. */
export const outputFormats = ['table', 'json', 'ndjson', 'csv', 'yaml'] as const;

/** One of the output formats. */
export type OutputFormat = (typeof outputFormats)[number];

/** What `-o` takes for logs. */
export const logFormats = ['text', 'ndjson'] as const;

/** One of the formats of logs. */
export type LogFormat = (typeof logFormats)[number];
