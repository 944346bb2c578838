/**
 * One line of a text. `head` starts a section; `field` has a `label`; `yaml` has its key with indent and punctuation
 * (`  - name:`) as `label`; `error` and `plain` have only `text`.
 */
export type TextLine = {
	readonly style: 'head' | 'field' | 'yaml' | 'plain' | 'error';
	readonly label: string;
	/** Untrusted: must pass `printable`. */
	readonly text: string;
};

/** The head of a section. */
export const head = (text: string): TextLine => ({style: 'head', label: '', text});

/** A line of text. */
export const plain = (text: string): TextLine => ({style: 'plain', label: '', text});

/** A name and what it is. */
export const field = (label: string, text: string): TextLine => ({style: 'field', label, text});

/** What went wrong. */
export const errorLine = (text: string): TextLine => ({style: 'error', label: '', text});

/** A line of YAML that has a key. */
export const yaml = (label: string, text: string): TextLine => ({style: 'yaml', label, text});

/** A line as it is shown and searched. */
export const wholeText = ({label, text}: TextLine): string =>
	label === '' || text === '' ? label + text : `${label} ${text}`;
