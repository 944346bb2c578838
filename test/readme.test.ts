import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {families} from '../source/families.js';
import {helpText} from '../source/flags/help-text.js';
import {keyLabel} from '../source/state/keys/key-label.js';
import {keymapOf} from '../source/state/vocabulary.js';

const readme = readFileSync(new URL('../readme.md', import.meta.url), 'utf8');
const packaged = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** The key table as the readme must hold it. */
const keyRows = (): string => {
	const lines = ['| where | key | does | command |', '|---|---|---|---|'];
	for (const {keys, title, command, group} of keymapOf().table) {
		const labels = keys.map(key => `\`${keyLabel(key)}\``).join(' ');
		lines.push(`| ${group} | ${labels.replaceAll('|', '\\|')} | ${escaped(title)} | \`${command}\` |`);
	}

	return lines.join('\n');
};

describe('the readme', () => {
	test('has the help text as the program prints it', () => {
		expect(readme).toContain(helpText(families).trimEnd());
	});

	test('has the key table as the program goes by it', () => {
		expect(readme).toContain(keyRows());
	});

	test.each(['npm start', 'npm test'])('names %s, which the package has', command => {
		expect(readme).toContain(command);
		expect(packaged.scripts).toHaveProperty(command.split(' ').at(-1) ?? '');
	});

	test('links only to files that are there', () => {
		const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');
		expect(links.length).toBeGreaterThan(3);
		for (const link of links) {
			expect(() => readFileSync(new URL(`../${link}`, import.meta.url)), link).not.toThrow();
		}
	});
});
