import {Document, Scalar, type Tags, visit} from 'yaml';
import {plainLineEnds} from '../model/line-ends.js';
import {escapeObeyed, isObeyed} from './json.js';

// Further texts that one reader or another takes for something else: merge key, default value, octal number.
const special = /^(?:<<|=|0o[0-7]+)$/;

// A text of several lines would lose the blanks that it begins or ends with.
const brittle = /^[ \t]+\n|\n[ \t]+$/u;

// Half a character has no bytes of its own, and readers refuse its escape.
const halves = /\p{Cs}/gu;

const needsQuotes = (text: string): boolean => isObeyed(text) || special.test(text) || brittle.test(text);

// It would write a text `<<` without quotes, whatever they say.
const withoutMerge = (tags: Tags): Tags =>
	tags.filter(tag => (typeof tag === 'string' ? tag : tag.tag) !== 'tag:yaml.org,2002:merge');

/**
 * YAML that is harmless to a terminal: one document, ended by a line break. Texts that readers of YAML 1.1 take for
 * booleans, numbers or times (`no`, `1_000`, `2026-01-02`) are quoted; line ends are those of Unix.
 */
export const yamlText = (value: unknown): string => {
	const document = new Document(value, plainLineEnds, {
		aliasDuplicateObjects: false,
		schema: 'yaml-1.1',
		customTags: withoutMerge,
	});
	visit(document, {
		Scalar(_key, node) {
			// Only in double quotes can they be escaped.
			if (typeof node.value !== 'string') return;
			const text = node.value.replace(halves, '\ufffd');
			node.value = text;
			if (needsQuotes(text)) node.type = Scalar.QUOTE_DOUBLE;
		},
	});
	return escapeObeyed(document.toString({lineWidth: 0}));
};
