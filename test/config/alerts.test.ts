import {expect, test} from 'vitest';
import {ConfigError} from '../../source/config/config.js';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('alerts are read with what they leave out, programs as the file names them', async () => {
	const file = `${sources}alerts:
  - {when: 'kind:node and health:error', for: 2m, do: [bell, notify, {run: [./page-me, '{name}']}]}
  - {when: 'kind:source and not state:live'}
  - {when: 'stuck:true', do: [{run: [logger]}]}
`;
	expect((await load({file})).alerts).toEqual([
		{
			when: 'kind:node and health:error',
			forMs: 120_000,
			bell: true,
			notify: true,
			run: [[expect.stringMatching(/^\/.*rwatch\/page-me$/), '{name}']],
		},
		{when: 'kind:source and not state:live', forMs: 0, bell: true, notify: true, run: []},
		{when: 'stuck:true', forMs: 0, bell: false, notify: false, run: [['logger']]},
	]);
	expect((await load({file: sources})).alerts).toEqual([]);
});

test.each([
	['alerts: yes', ':2: alerts: expected a list of alerts'],
	['alerts:\n  - {for: 2m}', ':3: alerts.0.when: missing; expected a filter expression'],
	["alerts:\n  - when: '(kind:pod'", ':3: alerts.0.when: a closing parenthesis is missing'],
	['alerts:\n  - when: stuck:true\n    for: long', ':4: alerts.0.for: expected a duration'],
	['alerts:\n  - {when: a}\n  - {when: b, whn: c}', ":4: alerts.1.whn: unknown key (did you mean 'when'?)"],
	['alerts:\n  - {when: a, do: [ring]}', ':3: alerts.0.do.0: expected bell, notify or {run:'],
	['alerts:\n  - {when: a, do: [{run: []}]}', ':3: alerts.0.do.0'],
	["alerts:\n  - {when: a, do: [{run: [x, '{nmae}']}]}", ':3: alerts.0.do.0: unknown placeholder {nmae}'],
])('%s is refused with what was expected', async (alerts, fault) => {
	await expect(load({file: `${sources}${alerts}\n`})).rejects.toThrow(fault);
});

test('a check reports the faults of all alerts, each with its line', async () => {
	const file = `${sources}alerts:
  - {when: '(kind:pod'}
  - {when: '(', for: never}
`;
	const error: unknown = await load({argv: ['config', 'check'], file}).catch((thrown: unknown) => thrown);
	expect(error instanceof ConfigError ? error.faults : []).toEqual([
		expect.stringContaining(':3: alerts.0.when: a closing'),
		expect.stringContaining(':4: alerts.1.when'),
		expect.stringContaining(':4: alerts.1.for'),
	]);
});

test('what may be wrong with one is a warning', async () => {
	const file = `${sources}alerts:
  - {when: 'kind:nodd and health:error'}
`;
	expect((await load({argv: ['config', 'check'], file})).warnings).toEqual([
		expect.stringMatching(
			/:3: alerts\.0\.when: no server has a kind 'nodd' of its own \(did you mean 'node'\?\)$/,
		),
	]);
});
