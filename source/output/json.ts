import {jsonText} from '../model/json.js';

// Characters that JSON allows, but a terminal obeys or hides, or YAML forbids: DEL, C1, bidirectional overrides,
// non-characters and so on.
const obeyed =
	/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes, inside the quotes of JSON or YAML, what a terminal would obey: the value stays the same. */
export const escapeObeyed = (text: string): string => text.replace(obeyed, escaped);

/** Whether `escapeObeyed` would change the text. */
export const isObeyed = (text: string): boolean => text.search(obeyed) >= 0;

/** Printable JSON; on one line, or indented. */
export const harmlessJson = (value: unknown, indent: '' | '  ' = ''): string =>
	escapeObeyed(jsonText(value, indent) ?? 'null');
