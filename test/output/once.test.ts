import {Writable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import type {Table} from '../../source/output/table.js';
import {run} from './once-run.js';
import {filterOf} from './stage.js';

describe('one snapshot', () => {
	test('is printed as soon as the source is live', async () => {
		const {exitCode, text, errors} = await run({format: 'table'});
		expect(exitCode).toBe(0);
		expect(errors).toBe('');
		expect(text).toBe(
			[
				'KIND       NAME      STATE     SINCE  AGE  MESSAGE',
				'container  shop/db   starting  -      -',
				'container  shop/web  running   1m     1h',
				'',
			].join('\n'),
		);
	});

	test('shows the columns of its kind, sorted as wished', async () => {
		const {text} = await run({format: 'table', kind: 'co', sort: 'name:desc'});
		expect(text.split('\n').map(line => line.replace(/ +/g, ' '))).toEqual([
			'NAME STATE SINCE IMAGE HOST STARTED AGE MESSAGE',
			'shop/web running 1m nginx:1.15 node-1 1m 1h',
			'shop/db starting - - - - -',
			'',
		]);
	});

	test.each([
		[
			'containers',
			'nosuch',
			'source, kind, name, state, since, age, message, health, stuck, flapping, image, host, started',
		],
		['all', 'nosuch:desc', 'image, host, started'],
	])('of %s sorted by %s is refused with the columns that there are', async (kind, sort, columns) => {
		const {exitCode, text, errors} = await run({kind, sort, format: 'table'});
		expect(exitCode).toBe(2);
		expect(text).toBe('');
		expect(errors).toContain(
			`--sort '${sort}': there is no column '${sort.split(':')[0]}'; expected one of `,
		);
		expect(errors).toContain(columns);
	});

	test.each(['health', 'KIND', 'source:desc', 'image', 'Started'])('can be sorted by %s', async sort => {
		expect(await run({sort})).toMatchObject({exitCode: 0, errors: ''});
	});

	test('fails when what is written is lost', async () => {
		const full = new Writable({
			write: (_chunk, _encoding, done) =>
				done(Object.assign(new Error('ENOSPC: no space'), {code: 'ENOSPC'})),
		});
		await expect(run({stdout: full})).rejects.toThrow(
			'Cannot write the output: ENOSPC: no space; what was printed is not complete (standard output)',
		);
	});

	test('on a terminal is drawn by the caller, no wider than the terminal', async () => {
		const drawn: Table[] = [];
		const {text} = await run({format: 'table', drawTable: async table => void drawn.push(table)});
		expect(text).toBe('');
		expect(drawn).toMatchObject([
			{columns: ['KIND', 'NAME', 'STATE', 'SINCE', 'AGE', 'MESSAGE'], rows: [{}, {}]},
		]);
	});

	test('says when nothing is in the filter', async () => {
		const {text, errors, exitCode} = await run({format: 'table', filter: filterOf('name:nothing')});
		expect(text).toBe('KIND  NAME  STATE  SINCE  AGE  MESSAGE\n');
		expect(errors).toBe('rwatch: there are no such rows\n');
		expect(exitCode).toBe(0);
	});
});
