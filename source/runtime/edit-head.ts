import {printable} from '../model/printable.js';
import type {Resource} from '../model/resource.js';

const commented = (text: string): string =>
	text
		.split('\n')
		.map(line => `# ${printable(line)}`.trimEnd())
		.join('\n');

/** A text to edit below what a person should know: what it is, and why it was refused. */
export const headed = (
	text: string,
	{kind, name, source}: Resource,
	reason: string | null,
	notes: readonly string[],
): string => {
	const rules = `${kind} ${name} on ${source}. Lines that begin with # are not sent; an empty file sends nothing.`;
	const known = notes.length === 0 ? [] : ['', ...notes];
	const refused = reason === null ? [] : ['', 'It was refused:', reason];
	const parts = [rules, ...known, ...refused];
	return `${commented(parts.join('\n'))}\n${text}`;
};

/** An edited text without the comments above it. */
export const withoutHead = (text: string): string => text.replace(/^(?:[ \t]*(?:#[^\n]*)?(?:\n|$))+/, '');
