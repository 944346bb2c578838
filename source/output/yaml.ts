import {Document, Scalar, type Tags, visit} from 'yaml';
import {plainLineEnds} from '../model/line-ends.js';
import {escapeObeyed, isObeyed} from './json.js';

// Further texts that some parser takes for something else: merge key, default value, octal number.
const special = /^(?:<<|=|0o[0-7]+)$/;

// A text of several lines would lose leading and trailing blanks.
const brittle = /^[ \t]+\n|\n[ \t]+$/u;

// A lone surrogate has no UTF-8 encoding, and parsers refuse its escape.
const halves = /\p{Cs}/gu;

const needsQuotes = (text: string): boolean => isObeyed(text) || special.test(text) || brittle.test(text);

// Without this, the library would write a text `<<` unquoted.
const withoutMerge = (tags: Tags): Tags =>
	tags.filter(tag => (typeof tag === 'string' ? tag : tag.tag) !== 'tag:yaml.org,2002:merge');

/**
 * Printable YAML: one document, with a line break at the end. Texts that YAML 1.1 parsers take for booleans, numbers or
 * times (`no`, `1_000`, `2026-01-02`) are quoted; line ends are those of Unix.
 */
export const yamlText = (value: unknown): string => {
	const document = new Document(value, plainLineEnds, {
		aliasDuplicateObjects: false,
		schema: 'yaml-1.1',
		customTags: withoutMerge,
	});
	visit(document, {
		Scalar(_key, node) {
			// They can be escaped only in double quotes.
			if (typeof node.value !== 'string') return;
			const text = node.value.replace(halves, '\ufffd');
			node.value = text;
			if (needsQuotes(text)) node.type = Scalar.QUOTE_DOUBLE;
		},
	});
	return escapeObeyed(document.toString({lineWidth: 0}));
};
