import {Document, Scalar, visit} from 'yaml';
import {escapeObeyed, isObeyed} from './json.ts';

/** YAML that is harmless to a terminal: one document, ended by a line break. */
export const yamlText = (value: unknown): string => {
	const document = new Document(value, {aliasDuplicateObjects: false});
	visit(document, {
		Scalar(_key, node) {
			// Only in double quotes can they be escaped.
			if (typeof node.value === 'string' && isObeyed(node.value)) node.type = Scalar.QUOTE_DOUBLE;
		},
	});
	return escapeObeyed(document.toString({lineWidth: 0}));
};
