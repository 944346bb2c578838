import {describe, expect, test} from 'vitest';
import {actionsOf} from '../../../../source/sources/rancher1/rows/actions.js';
import {container, object} from '../objects.js';

const offering = (names: string, fields: object = {}) =>
	object('any', {
		actions: Object.fromEntries(names.split(' ').map(name => [name, `http://h/?action=${name}`])),
		...fields,
	});

const verbsOf = (names: string, baseType: string, fields: object = {}) =>
	actionsOf(offering(names, fields), baseType).map(({name, verb}) => (verb ? `${name}:${verb}` : name));

test('a running container can be stopped, restarted, looked into, and removed though no action says so', () => {
	expect(actionsOf(container(), 'instance').map(({name, verb}) => [name, verb])).toEqual([
		['stop', 'stop'],
		['restart', 'restart'],
		['logs', 'logs'],
		['execute', 'shell'],
		['stats', 'stats'],
		['edit', 'edit'],
		['remove', 'remove'],
	]);
});

test.each([
	['instance', 'logs', ['logs:logs']],
	['instance', 'start remove logs', ['start:start', 'remove:remove', 'logs:logs']],
	[
		'service',
		'update deactivate restart upgrade',
		['deactivate:stop', 'restart:restart', 'upgrade', 'edit:edit'],
	],
	['service', 'restarting activate deactivate', ['restarting', 'activate:start', 'deactivate:stop']],
	['stack', 'activateservices deactivateservices', ['activateservices:start', 'deactivateservices:stop']],
	['host', 'deactivate evacuate update', ['deactivate:cordon', 'evacuate', 'edit:edit']],
	['host', 'activate remove', ['activate:uncordon', 'remove:remove']],
	['host', 'dockersocket evacuate', ['evacuate']],
	['host', 'upgrade evacuate delete', ['evacuate']],
	['project', 'upgrade delete defaultNetworkId setmembers', ['upgrade', 'setmembers']],
	['task', 'execute', ['execute']],
	['instance', 'logs proxy console', ['logs:logs']],
	['volume', 'deactivate remove allocate deallocate restore', ['remove:remove']],
	['instance', 'updatehealthy updateunhealthy updatereinitializing error create provision bootstrap', []],
])('of a %s that offers %s', (baseType, names, verbs) => {
	expect(verbsOf(names, baseType)).toEqual(verbs);
});

test.each([
	['a service', {scale: 2}, true],
	['a global service', {scale: 2, launchConfig: {labels: {'io.rancher.scheduler.global': 'true'}}}, false],
	['a service without scale', {scale: null}, false],
])('%s can be scaled: %s %s', (_what, fields, scalable) => {
	expect(verbsOf('update deactivate', 'service', fields).includes('scale:scale')).toBe(scalable);
});

test('a reader is offered no scaling', () => {
	expect(verbsOf('restart', 'service', {scale: 2})).toEqual(['restart:restart']);
});

test.each(['remove', 'purge', 'upgrade', 'deactivate'])('%s of an environment is dangerous', name => {
	expect(actionsOf(offering(name), 'project')[0]?.dangerous).toBe(true);
});

test('the upgrade of an environment is dangerous, that of a service is not', () => {
	expect(actionsOf(offering('upgrade'), 'project')[0]?.dangerous).toBe(true);
	expect(actionsOf(offering('upgrade'), 'service')[0]?.dangerous).toBe(false);
});

describe('a question is asked', () => {
	test.each(['remove', 'purge', 'stop', 'deactivate', 'deactivateservices', 'evacuate'])(
		'before %s',
		name => {
			expect(actionsOf(offering(name), 'any')[0]?.dangerous).toBe(true);
		},
	);

	test.each(['restart', 'start', 'activate', 'upgrade', 'logs'])('not before %s', name => {
		expect(actionsOf(offering(name), 'any')[0]?.dangerous).toBe(false);
	});
});

test.each([
	['finishupgrade', 'service', 'Finish upgrade'],
	['execute', 'instance', 'Shell'],
	['execute', 'task', 'Execute'],
	['evacuate', 'host', 'Evacuate'],
])('%s of a %s is shown as %s', (name, baseType, title) => {
	expect(actionsOf(offering(name), baseType)[0]?.title).toBe(title);
});

test('equal lists are the same array', () => {
	expect(actionsOf(container(), 'instance')).toBe(actionsOf(container({id: '1i13'}), 'instance'));
});

test.each([[null], ['stop'], [7], [[]]])('actions that are %j are none', actions => {
	expect(actionsOf(object('container', {actions}), 'instance')).toEqual([]);
});

test('those with a key need no input, but for a scale', () => {
	const actions = actionsOf(offering('restart deactivate upgrade update', {scale: 2}), 'service');
	expect(actions.map(({name, needsNoInput = false}) => [name, needsNoInput])).toEqual([
		['restart', true],
		['deactivate', true],
		['upgrade', false],
		['scale', false],
		['edit', true],
	]);
});
