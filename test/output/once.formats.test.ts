import {describe, expect, test} from 'vitest';
import type {OnceOptions} from '../../source/output/report.js';
import {changed} from '../state/rows.js';
import {run, web} from './once-run.js';
import {filterOf, kindsEvent, now, status} from './stage.js';

describe('one snapshot', () => {
	test('as JSON has the fields of the contract, and what else is known', async () => {
		const {text} = await run({format: 'json', filter: filterOf('name:web')});
		expect(JSON.parse(text)).toEqual({
			sources: [{source: 'prod', family: 'rancher1', url: 'https://prod', status: 'live', message: null}],
			rows: [
				{
					source: 'prod',
					family: 'rancher1',
					kind: 'container',
					id: '1i1',
					name: 'shop/web',
					state: 'running',
					health: 'ok',
					transitioning: 'no',
					message: null,
					progress: null,
					since: '2026-01-02T03:03:05.678Z',
					removed: false,
					scope: null,
					created: '2026-01-02T02:04:05.678Z',
					columns: {IMAGE: 'nginx:1.15', HOST: 'node-1', STARTED: '2026-01-02T03:03:05.678Z'},
				},
			],
		});
	});

	test('has the whole objects when they are asked for; one that cannot be had is null', async () => {
		const object: OnceOptions['object'] = ({id}) =>
			id === '1i1' ? Promise.resolve({imageUuid: 'docker:nginx'}) : Promise.reject(new Error('HTTP 503'));
		const {text, errors, exitCode} = await run({format: 'json', object});
		expect(JSON.parse(text)).toMatchObject({
			rows: [
				{id: '1i2', raw: null},
				{id: '1i1', raw: {imageUuid: 'docker:nginx'}},
			],
		});
		expect(errors).toBe('rwatch: container shop/db: HTTP 503\n');
		expect(exitCode).toBe(0);
	});

	test('as NDJSON is one row a line', async () => {
		const {values} = await run({format: 'ndjson'});
		expect(values.values).toMatchObject([{id: '1i2'}, {id: '1i1'}]);
	});

	test('as CSV has the columns of all its rows', async () => {
		const {text} = await run({format: 'csv', kind: 'containers', filter: filterOf('web')});
		expect(text).toBe(
			'source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,scope,created,IMAGE,HOST,STARTED\r\n' +
				'prod,rancher1,container,1i1,shop/web,running,ok,no,,,2026-01-02T03:03:05.678Z,false,,2026-01-02T02:04:05.678Z,nginx:1.15,node-1,2026-01-02T03:03:05.678Z\r\n',
		);
	});

	test.each(['json', 'csv'] as const)(
		'as %s has references as names, whether or not their column is shown',
		async format => {
			const cells = {
				PROJECT: 'prod/projects/project/1a7',
				CLUSTER: 'prod/c-1/cluster/c-1',
				IMAGE: 'team/app/web/x:1',
			};
			const staging = {id: '1a7', key: cells.PROJECT, kind: 'volume', name: 'Staging'};
			const {text} = await run({format}, [
				kindsEvent(),
				changed(now, staging, true),
				changed(now, {...web, cells}, true),
				status('live'),
			]);
			expect(text).toContain('Staging');
			expect(text).toContain('team/app/web/x:1');
			expect(text).not.toContain('1a7');
			expect(text).not.toContain('c-1/cluster');
		},
	);

	test('as YAML is what JSON is', async () => {
		const {text} = await run({format: 'yaml', filter: filterOf('name:db')});
		expect(text).toContain('sources:\n  - source: prod\n');
		expect(text).toContain('    name: shop/db\n');
	});

	test.each(['no', 'yes', 'y', 'on', '2026-01-02', '12:30:45', '1_000', '0o17', '=', '<<'])(
		'as YAML quotes %s, which some readers take for something else than a text',
		async message => {
			const {text} = await run({format: 'yaml'}, [
				kindsEvent(),
				changed(now, {...web, message}),
				status('live'),
			]);
			expect(text).toContain(`message: "${message}"\n`);
			expect(text).toContain('transitioning: "no"\n');
			expect(text).toContain('since: "2026-01-02T03:03:05.678Z"\n');
		},
	);

	test('has null for what is not known', async () => {
		const {values} = await run({}, [
			kindsEvent(),
			changed(now, {id: '1i1', state: '', message: ''}),
			status('live'),
		]);
		expect(values.values).toMatchObject([{state: null, message: null, progress: null, since: null}]);
	});
});
