import {describe, expect, test} from 'vitest';
import {completeWords} from '../../source/flags/complete.js';
import {options} from '../../source/flags/options.js';

const known = {
	sources: ['prod', 'salt-eu'],
	kinds: ['all', 'pods', 'pulse', 'minions'],
	topics: ['keys', 'filters'],
	columns: (kind: string) => (kind === 'pods' ? ['name', 'node'] : ['name', 'source', 'state']),
};

const complete = (...words: readonly string[]): readonly string[] => completeWords(words, known);

describe('a word on the command line', () => {
	test.each<[string, readonly string[], readonly string[]]>([
		['a source', ['p'], ['prod']],
		['a source after an option', ['--read-only', 's'], ['salt-eu']],
		['a source that is not there yet', ['prod', ''], ['salt-eu']],
		['a subcommand', ['comp'], ['completion']],
		['a shell', ['completion', 'z'], ['zsh']],
		['a source whose logs are printed', ['logs', 'p'], ['prod']],
		['a format of logs', ['logs', 'prod', 'web', '-o', ''], ['text', 'ndjson']],
		['a source whose logs are printed, after an option', ['logs', '-o', 'text', 'p'], ['prod']],
		['one more source for doctor', ['doctor', 'prod', ''], ['salt-eu']],
		['an option of doctor', ['doctor', '--js'], ['--json']],
		['an option of logs', ['logs', 'prod', 'web', '--si'], ['--since']],
		['a topic', ['help', ''], ['keys', 'filters']],
		['an option', ['--read'], ['--read-only']],
		['an option that turns something off', ['--no-c'], ['--no-color']],
		['a kind or view', ['-k', 'p'], ['pods', 'pulse']],
		['a kind after an equals sign', ['--kind=po'], ['--kind=pods']],
		['a kind after the equals sign that bash parts', ['--kind', '=', 'po'], ['pods']],
		['a kind right after that sign', ['--kind', '='], ['all', 'pods', 'pulse', 'minions']],
		['a column', ['--sort', 's'], ['source', 'state']],
		['a column after an equals sign', ['--sort=na'], ['--sort=name']],
		['a column of the kind that was chosen', ['-k', 'pods', '--sort', ''], ['name', 'node']],
		['a column of the kind after an equals sign', ['--kind=pods', '--sort', 'no'], ['node']],
		['a column where bash parts both', ['--kind', '=', 'pods', '--sort', '=', 'no'], ['node']],
		['a theme', ['--theme', 'l'], ['light']],
		['a format', ['-o', 'j'], ['json']],
	])('is completed to %s', (_what, words, found) => {
		expect(complete(...words)).toEqual(found);
	});

	test.each(['--config', '--record', '--filter', '--fps'])('is left to the shell after %s', option => {
		expect(complete(option, '')).toEqual([]);
	});

	test.each([
		['completion', 'zsh'],
		['help', 'keys'],
		['config', 'check'],
		['logs', 'prod'],
		['logs', '--output', '=', 'text', 'prod'],
		['init'],
	])('is nothing more after %s %s', (...words) => {
		expect(complete(...words, '')).toEqual([]);
	});

	test.each([
		[[], ['--since', '--json', '--report', '--with-hosts']],
		[
			['doctor', 'prod'],
			['--since', '--replay'],
		],
		[
			['logs', 'prod'],
			['--once', '--filter', '--json', '--replay'],
		],
	])('can be any option that a command takes: not after %j %j', (words, refused) => {
		const found = complete(...words, '--');
		expect(found).toContain('--config');
		for (const one of refused) expect(found).not.toContain(one);
	});

	test('can be all options between them', () => {
		const found = new Set([[], ['doctor'], ['logs']].flatMap(words => complete(...words, '--')));
		expect(found.size).toBe(Object.keys(options).length);
	});
});
