import {readdirSync, readFileSync} from 'node:fs';
import {safeParse} from 'valibot';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {fileSchema} from '../source/config/schema.js';
import {families} from '../source/families.js';
import {helpText} from '../source/flags/help-text.js';
import {topicText} from '../source/program/help-topics.js';
import {keyLabel} from '../source/state/keys/key-label.js';
import {opensByName} from '../source/state/page.js';
import {wordsWithText} from '../source/state/prompt/commands.js';
import {keymapOf, standard} from '../source/state/vocabulary.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const readme = read('readme.md');
const packaged = JSON.parse(read('package.json'));
const pages = readdirSync(new URL('docs/', root))
	.filter(name => name.endsWith('.md'))
	.map(name => `docs/${name}`);
const documents = ['readme.md', ...pages];

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const labelsOf = (keys: readonly string[]): string =>
	keys
		.map(key => `\`${keyLabel(key)}\``)
		.join(' ')
		.replaceAll('|', '\\|');

/** The key table as the documentation must hold it. */
const keyRows = (): string => {
	const lines = ['| where | key | does | command |', '|---|---|---|---|'];
	for (const {keys, title, command, group} of keymapOf().table) {
		lines.push(`| ${group} | ${labelsOf(keys)} | ${escaped(title)} | \`${command}\` |`);
	}

	return `${lines.join('\n')}\n`;
};

/** Names of headings as links refer to them. */
const anchorsOf = (text: string): readonly string[] =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N} -]/gu, '')
			.replaceAll(' ', '-'),
	);

describe('the readme', () => {
	test('can be read in one go', () => {
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
	});

	test('has ten keys, each as the program has it', () => {
		const shown = readme.split('| key | does |\n|---|---|\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
		const known = keymapOf().table.map(({keys, title}) => `| ${labelsOf(keys)} | ${escaped(title)} |`);
		expect(shown).toHaveLength(10);
		expect(known).toEqual(expect.arrayContaining(shown));
	});

	test.each(['npm start', 'npm test', 'npm run build'])('names %s, which the package has', command => {
		expect(readme).toContain(command);
		expect(packaged.scripts).toHaveProperty(command.split(' ').at(-1) ?? '');
	});

	test('links to every page of the documentation', () => {
		for (const page of pages) expect(readme).toContain(`](${page})`);
	});
});

describe('the documentation', () => {
	test('has the help text as the program prints it', () => {
		expect(read('docs/options.md')).toContain(helpText(families).trimEnd());
	});

	test('has the help on rwatch init as the program prints it', async () => {
		expect(read('docs/configuration.md')).toContain((await topicText('init', families)).trimEnd());
	});

	test('has the help on rwatch doctor as the program prints it', async () => {
		expect(read('docs/options.md')).toContain((await topicText('doctor', families)).trimEnd());
	});

	test('has the key table that the program uses', () => {
		expect(read('docs/keys.md')).toContain(keyRows());
	});

	test('has every command that takes further words, and every view', () => {
		const views = standard.pages.flatMap(page => (opensByName(page) ? [`:${page.name}`] : []));
		const usages = Object.values(wordsWithText).map(({usage}) => usage);
		for (const command of [...views, ...usages]) expect(read('docs/keys.md')).toContain(`\`${command}\``);
	});

	test.each(['filters', 'configuration', 'options'])(
		'has the help on %s as the program prints it',
		async topic => {
			expect(read(`docs/${topic}.md`)).toContain((await topicText(topic, families)).trimEnd());
		},
	);

	test('has an example of a configuration that the program accepts', () => {
		const [, example = ''] = /```yaml\n(.*?)```/s.exec(read('docs/configuration.md')) ?? [];
		const {issues, output} = safeParse(fileSchema(families.map(({name}) => name)), parse(example));
		expect(issues).toBeUndefined();
		expect(output).toHaveProperty('sources.prod');
	});

	test.each(documents)('links in %s only to what is there', document => {
		const links = [...read(document).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link ?? '');
		for (const link of links) {
			const {pathname, hash} = new URL(link, new URL(document, root));
			const text = readFileSync(new URL(`file://${pathname}`), 'utf8');
			if (hash !== '') expect(anchorsOf(text), link).toContain(hash.slice(1));
		}
	});

	test.each(documents)('never sends anyone to the registry for it, in %s', document => {
		expect(read(document)).not.toMatch(/npx rwatch|npm (?:i|install)\b[^\n]* rwatch(?:\s|$)/);
	});
});
