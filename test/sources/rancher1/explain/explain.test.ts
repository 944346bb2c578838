import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../../source/model/json-object.js';
import type {Resource, ResourceKey} from '../../../../source/model/resource.js';
import {explain} from '../../../../source/sources/rancher1/explain/explain.js';
import {createNames} from '../../../../source/sources/rancher1/rows/names.js';
import {scopeOf} from '../../../../source/sources/rancher1/rows/scope.js';
import {resourceOf} from '../../../../source/sources/rancher1/rows/to-resource.js';
import {frameOf} from '../../../../source/sources/rancher1/wire/frames.js';
import {answer, lineOf, surround} from '../../explain/surround.js';
import {play} from '../recording.js';

type Rows = ReadonlyMap<ResourceKey, Resource>;

const key = (type: string, id: string): ResourceKey => `prod/1a5/${type}/${id}`;

/** The rows of a recorded subscription at the first moment at which they are as wanted. */
const rowsWhen = (name: string, isWanted: (rows: Rows) => boolean): Rows => {
	const rows = new Map<ResourceKey, Resource>();
	for (const event of play(name).events) {
		if (event.type === 'changed') rows.set(event.resource.key, event.resource);
		if (event.type === 'removed') rows.delete(event.key);
		if (isWanted(rows)) return rows;
	}

	throw new Error(`${name} never comes to that`);
};

const now = Date.parse('2026-11-30T04:00:00Z');

const explained = async (
	rows: Rows,
	subject: ResourceKey,
	objects: Readonly<Record<string, JsonObject>> = {},
): Promise<readonly string[]> => {
	const row = rows.get(subject);
	if (!row) throw new Error(`there is no row ${subject}`);
	const evidence = Object.entries(objects).map(([what, object]) => answer(row, what, object, now));
	const {findings} = await explain(surround(row, [...rows.values()], now), evidence);
	return findings.map(finding => lineOf(finding));
};

const stateOf = (rows: Rows, type: string, id: string): string | undefined => rows.get(key(type, id))?.state;

describe('a host that is lost', () => {
	const isLost = (rows: Rows) =>
		stateOf(rows, 'host', '1h1') === 'reconnecting' && stateOf(rows, 'service', '1s16') === 'degraded';

	test('explains what runs on it', async () => {
		const rows = rowsWhen('frames-host-lost', isLost);
		expect(await explained(rows, key('host', '1h1'))).toEqual([
			'error cause: host vm does not answer: its agent is reconnecting',
		]);
		expect(await explained(rows, key('service', '1s16'))).toEqual([
			'error cause: host vm does not answer: its agent is reconnecting',
			'warning consequence: service live/pair is degraded, with 2 of 2 containers',
			'error consequence: stack live is unhealthy',
		]);
		expect(await explained(rows, key('stack', '1st7'))).toEqual([
			'warning sign: service live/pair is degraded, with 2 of 2 containers',
			'error consequence: stack live is unhealthy',
		]);
	});

	test('explains a container that stopped', async () => {
		const rows = rowsWhen(
			'frames-host-lost',
			all => isLost(all) && stateOf(all, 'instance', '1i85') === 'stopped',
		);
		expect(await explained(rows, key('instance', '1i85'))).toEqual([
			'error cause: host vm does not answer: its agent is reconnecting',
			'error cause: container live-pair-1 is stopped',
			'warning consequence: service live/pair is degraded, with 2 of 2 containers',
			'error consequence: stack live is unhealthy',
		]);
	});
});

describe('a health check', () => {
	const isNew = (rows: Rows) => stateOf(rows, 'instance', '1i50') === 'initializing';

	test('that has not passed yet is named with what it asks', async () => {
		const rows = rowsWhen('frames-health', isNew);
		const healthCheck = {port: 80, requestLine: 'GET "/" "HTTP/1.0"'};
		expect(await explained(rows, key('instance', '1i50'), {object: {healthCheck}})).toEqual([
			'warning sign: container shop-checked-1 has not passed its health check yet "health check: GET "/" "HTTP/1.0" on port 80"',
			'transitioning sign: service shop/checked is activating, with 2 containers',
			'warning sign: stack shop is degraded',
		]);
		expect(await explained(rows, key('service', '1s6'))).toEqual([
			'transitioning sign: container shop-checked-2 is in state creating',
			'warning sign: container shop-checked-1 has not passed its health check yet',
			'transitioning sign: service shop/checked is activating, with 2 containers',
			'warning consequence: stack shop is degraded',
		]);
	});
});

test('a container whose program dies over and over explains its service', async () => {
	const rows = rowsWhen('frames-crash-loop', all => all.get(key('service', '1s21'))?.flapping === true);
	expect(await explained(rows, key('service', '1s21'))).toEqual([
		'error cause: container live-crasher-564-1 ends and is started over and over: restarted 2 times',
		'error consequence: service live/crasher-564 is updating-active, with 1 of 1 containers',
	]);
});

test('a container that cannot be started has the words of its daemon', async () => {
	const rows = rowsWhen('frames-real-container', all => stateOf(all, 'instance', '1i38') === 'error');
	expect(await explained(rows, key('instance', '1i38'))).toEqual([
		'error cause: container nopull is in state error "Error response from daemon: Get "http://127.0.0.1:9/v2/": di"',
	]);
});

test('a service whose container fails follows from that', async () => {
	const scope = scopeOf('prod', '1a5', createNames(), new Map());
	const text = readFileSync(new URL('../../../fixtures/rancher1/frames.ndjson', import.meta.url), 'utf8');
	const rows = new Map<ResourceKey, Resource>();
	for (const line of text.split('\n').filter(Boolean)) {
		const frame = frameOf(line);
		if (frame.type === 'changed') {
			const row = resourceOf(frame.object, scope);
			rows.set(row.key, row);
		}

		const isFailed = stateOf(rows, 'instance', '1i3') === 'error';
		if (isFailed && rows.get(key('service', '1s4'))?.message?.startsWith('Container should')) break;
	}

	expect(await explained(rows, key('service', '1s4'))).toEqual([
		'error cause: container shop-broken-1 is in state error "Failing [compute.instance.activate]"',
		'error consequence: service broken is activating, with 1 container "Container should have been running but is in error state. Ch"',
	]);
});

test('what the log of a service calls an error is shown', async () => {
	const rows = rowsWhen('frames-health', all => stateOf(all, 'service', '1s6') !== undefined);
	const line = {eventType: 'service.instance.exception', level: 'error', created: '2026-11-30T03:50:00Z'};
	const row = rows.get(key('service', '1s6'));
	if (!row) throw new Error('there is no such row');
	const log = [
		{...line, description: 'Deployment unit [1] is unhealthy'},
		{...line, level: 'info', description: 'Re-evaluating state'},
		{...line, created: '2026-11-29T03:50:00Z', description: 'long ago'},
	];
	const {findings, events} = await explain(surround(row, [], now), [answer(row, 'log', log, now)]);
	expect(events).toHaveLength(log.length);
	expect(new Set(events.map(({what}) => what))).toEqual(new Set(['log']));
	expect(findings.map(one => lineOf(one)).filter(one => one.includes('exception'))).toEqual([
		'error sign: service.instance.exception of service shop/checked "Deployment unit [1] is unhealthy"',
	]);
});
