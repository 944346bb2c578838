/** What `-o` takes. */
export const outputFormats = ['table', 'json', 'ndjson', 'csv', 'yaml'] as const;

/** One of the output formats. */
export type OutputFormat = (typeof outputFormats)[number];
