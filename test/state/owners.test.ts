import {describe, expect, test} from 'vitest';
import type {Kind} from '../../source/model/kind.js';
import {changed, ofContainers, playing, removed, reported, resource, start} from './stage.js';

const service = resource('service', 'shop/web');
const host = resource('host', 'node-1');
const volumeKey = 'prod//volume/shop/data';
const web = resource('container', 'shop/web-1', {parents: [service.key, host.key]});
const alone = resource('container', 'alone');

const listed = (play: ReturnType<typeof playing>) =>
	play.state.dialog?.type === 'owners'
		? play.state.dialog.owners.map(({kind, name}) => `${kind} ${name}`)
		: [];

describe('J', () => {
	test('lists what a row belongs to, nearest first, and goes to the one that is chosen', () => {
		const play = playing([web, service, host, resource('host', 'node-0')], ofContainers).press('J');
		expect(listed(play)).toEqual(['service shop/web', 'host node-1']);
		play.press('j enter');
		expect(play.state.dialog).toBeNull();
		expect(play.grid.kind).toBe('host');
		expect(play.rows).toEqual(['node-0', '>node-1']);
		expect(play.press('escape').rows).toEqual(['>shop/web-1']);
	});

	test('goes to the only one at once', () => {
		const row = resource('container', 'shop/web-1', {parents: [service.key]});
		const play = playing([row, service], ofContainers).press('J');
		expect([play.state.dialog, play.grid.kind]).toEqual([null, 'service']);
		expect(play.rows).toEqual(['>shop/web']);
	});

	test('goes to a row that is listed only then, and leaves out what is gone', () => {
		const row = resource('container', 'shop/web-1', {parents: [service.key, volumeKey, 'prod//vault/x']});
		const play = playing([row], ofContainers).press('J');
		expect(play.grid.kind).toBe('volume');
		expect(play.take()).toContainEqual({type: 'show', kinds: ['container', 'volume']});
		play.dispatch(reported(resource('volume', 'a'), resource('volume', 'shop/data')));
		expect(play.rows).toEqual(['a', '>shop/data']);
	});

	test('says where a row belongs to nothing', () => {
		const play = playing([alone], ofContainers).press('J');
		expect(play.notice).toBe('container alone belongs to no other row');
		expect(play.state.views).toHaveLength(1);
	});

	test('works in a description too, and the list can be left', () => {
		const play = playing([web, service, host], ofContainers).press('d J');
		expect(listed(play)).toHaveLength(2);
		expect(play.press('escape').state.dialog).toBeNull();
		expect(play.press('J k enter').grid.kind).toBe('host');
	});
});

test('Enter shows the contents of a row together, what came later too, and nothing else', () => {
	const base = {aliases: [], columns: [], mainStates: null, children: []};
	const kinds: readonly Kind[] = [
		{...base, name: 'cluster', plural: 'clusters', main: true, contents: ['node', 'namespace', 'pod']},
		...['node', 'pod'].map(name => ({...base, name, plural: `${name}s`, main: true})),
		...['namespace', 'secret'].map(name => ({...base, name, plural: `${name}s`, main: false})),
	];
	const cluster = resource('cluster', 'c-1');
	const within = {parents: [cluster.key]};
	const play = playing([cluster, resource('node', 'n-1', within), resource('pod', 'elsewhere')], {
		view: {kind: 'clusters', filter: '', sort: ''},
	});
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds}]});
	play.press('enter');
	expect(play.take()).toContainEqual({
		type: 'show',
		kinds: ['cluster', 'node', 'namespace', 'pod'],
	});
	const late = [resource('namespace', 'shop', within), resource('secret', 'hidden', within)];
	play.dispatch(reported(...late, resource('pod', 'shop/web', within)));
	expect(play.rows).toEqual(['>shop', 'shop/web', 'n-1']);
	play.dispatch({type: 'events', events: [removed(late[0] ?? cluster, start + 1)]});
	play.dispatch({
		type: 'events',
		events: [changed(resource('node', 'n-1', {...within, health: 'error'}), start)],
	});
	expect(play.rows[0]).toContain('n-1');
});
