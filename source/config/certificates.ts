import {X509Certificate} from 'node:crypto';
import {messageOf} from '../model/errors.js';

const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** What is wrong with a text that should be certificates in PEM, or null. */
export const certificateFault = (text: string): string | null => {
	const blocks = text.match(block) ?? [];
	if (blocks.length === 0) return 'there is no certificate in it (expected PEM: -----BEGIN CERTIFICATE-----)';
	for (const [index, certificate] of blocks.entries()) {
		try {
			new X509Certificate(certificate);
		} catch (error) {
			return `certificate ${index + 1} in it cannot be read: ${messageOf(error)}`;
		}
	}

	return null;
};
