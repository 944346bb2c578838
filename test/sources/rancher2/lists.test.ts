import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {resourceOf as normanResource} from '../../../source/sources/rancher2/norman/rows/to-resource.js';
import {byId} from '../../../source/sources/rancher2/norman/rows/types.js';
import {pageOf as normanPage} from '../../../source/sources/rancher2/norman/wire/frames.js';
import {clusterScope, clustersScopeOf} from '../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../../source/sources/rancher2/steve/rows/to-resource.js';
import {fixture, fixtureBody, fixtureLines, fixtureNames, stevePage} from './fixture.js';
import {normanLists, type RecordedList, steveLists} from './lists.js';

const scope = clusterScope('prod', 'local', null);
const cluster = catalogueOf(fixtureLines('schemas-local.ndjson'), false);
const management = catalogueOf(fixtureLines('schemas-management.ndjson'), true);

const expectRows = (rows: readonly Resource[], {rows: count, well, trouble}: RecordedList) => {
	const isWell = ({health}: Resource) => health === 'ok';
	expect(rows).toHaveLength(count);
	expect(rows.filter(isWell).filter(({message}) => message !== null)).toEqual([]);
	expect([...new Set(rows.filter(isWell).map(({state}) => state))].sort()).toEqual([...well].sort());
	const shown = rows.filter(row => !isWell(row)).map(({name, state, health}) => [name, state, health]);
	expect(shown).toEqual(trouble.map(([name, state, health]) => [name, state, health]));
	const messages = rows.filter(row => !isWell(row)).map(({message}) => message ?? '');
	for (const [index, [, , , begin]] of trouble.entries()) {
		if (begin === '') expect(messages[index]).toBe('');
		else expect(messages[index]?.slice(0, begin.length)).toBe(begin);
	}
};

test.each(steveLists)('$file by Steve', recorded => {
	const page = stevePage(fixtureBody(`${recorded.file}.http`));
	expect(page).toMatchObject({faults: [], revision: expect.stringMatching(/^\d+$/)});
	const rows = page.objects.map(object => {
		const type = management.bySchema.get(object.type) ?? cluster.bySchema.get(object.type);
		if (!type) throw new Error(`no type ${object.type}`);
		const isManaged = management.bySchema.has(object.type);
		return resourceOf(object, type, isManaged ? clustersScopeOf('prod', null, null) : scope);
	});
	expect(new Set(rows.map(({kind}) => kind))).toEqual(new Set([recorded.kind]));
	expectRows(rows, recorded);
});

test.each(normanLists)('$file by the management API', recorded => {
	const page = normanPage(fixtureBody(`${recorded.file}.http`));
	expect(page?.faults).toEqual([]);
	const rows = (page?.objects ?? []).map(object => {
		const type = byId.get(object.type);
		if (!type) throw new Error(`no type ${object.type}`);
		return normanResource(object, type, scope);
	});
	expectRows(rows, recorded);
});

describe('events', () => {
	const type = cluster.byKind.get('event');
	const lists = fixtureNames(/^(?:more\/)?list-events[\w-]*\.http$/).filter(
		name => fixture(name).status === 200,
	);

	test.each(lists)('%s has rows with their kind, reason, message and time', name => {
		const page = stevePage(fixtureBody(name));
		if (!type) throw new Error('no events');
		expect(page.objects.length).toBeGreaterThan(0);
		for (const object of page.objects) {
			const row = resourceOf(object, type, scope);
			expect(row.state).toBe(object.reason);
			expect(row.health).toBe(object._type === 'Warning' ? 'warning' : 'ok');
			expect(row.message).toBe(object.message);
			expect(row.name).toMatch(/^[a-z]+\/\S+$/);
			expect(row.since).toEqual(row.cells['LAST SEEN']);
			expect(row.cells['FIRST SEEN']).toEqual(expect.any(Number));
			expect(row.cells.COUNT).toEqual(expect.any(Number));
			expect(Number(row.cells['FIRST SEEN'])).toBeLessThanOrEqual(Number(row.since));
		}
	});

	test('of the scheduler are dated by their own time or series', () => {
		const object = stevePage(fixtureBody('list-events.http')).objects.find(
			({reason}) => reason === 'Scheduled',
		);
		if (!type || !object) throw new Error('no event of the scheduler');
		expect(object.lastTimestamp).toBeNull();
		const row = resourceOf(object, type, scope);
		expect(row.since).toBe(Date.parse(String(object.eventTime)));
	});
});

test('no recorded list is left out', () => {
	const tested = new Set([...steveLists, ...normanLists].map(({file}) => `${file}.http`));
	const others = /metrics|events|422|pods-trouble|\.raw\.|norman-node-|readonly-(?:nodes|secrets)/;
	const recorded = fixtureNames(
		/^(?:list|norman|readonly|more\/(?:list|pods-on|features\.http|ghost-list))[-\w.]*\.http$|^more\/features\.http$/,
	);
	expect(recorded.filter(name => !tested.has(name) && !others.test(name))).toEqual([]);
});
