/** A line of a list, of the entry at a place; or a line of none, such as a head. */
export type ListLine = string | {readonly place: number; readonly text: string};

/** The styled text of a line. */
export const lineText = (line: ListLine): string => (typeof line === 'string' ? line : line.text);
