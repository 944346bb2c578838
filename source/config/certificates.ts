import {X509Certificate} from 'node:crypto';
import {fileFault} from '../files/fault.js';
import type {Files} from '../files/read.js';
import {messageOf, UsageError} from '../model/errors.js';

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

/** The text of a file with certificates. Throws `UsageError` when it is not there or holds none. */
export const readAuthorities = (path: string, where: string, files: Files): string => {
	let text: string | null;
	try {
		text = files.read(path);
	} catch (error) {
		throw new UsageError(`${where}: cannot read ${path}: ${fileFault(error)}`);
	}

	const fault = text === null ? 'there is no such file' : certificateFault(text);
	if (text === null || fault !== null) throw new UsageError(`${where}: ${path}: ${fault}`);
	return text;
};
