import {expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import type {Usage} from '../../../source/model/usage.js';
import {cellOf} from '../../../source/state/rows/cell.js';
import type {RowStore} from '../../../source/state/rows/row-store.js';
import {applied, following, rowOf} from '../following.js';
import {changed, resource} from '../rows.js';

const allowances = {cpu: {request: 0.1, limit: null}, memory: {request: 100, limit: 200}};

const measured = (at: number, usage: Usage, id = 'a'): SourceEvent => ({
	type: 'measured',
	source: 'prod',
	scope: '',
	at,
	usages: new Map([[resource({id}).key, usage]]),
});

const titles = ['CPU', 'CPU%', 'CPU/R', 'CPU/L', 'MEM', 'MEM%', 'MEM/R', 'MEM/L'];

const shown = (resources: RowStore) => titles.map(title => cellOf(rowOf(resources, {id: 'a'}), title));

test('what a row uses is shown with its shares, of which that of the limit counts, else that of the request', () => {
	const resources = following(changed(0, {id: 'a', allowances}));
	resources.apply(measured(1000, {at: 900, cpu: 0.05, memory: 150}));
	expect(shown(resources)).toEqual([0.05, 50, 50, null, 150, 75, 150, 75]);
});

test('without a request and a limit there are no shares', () => {
	const resources = following(changed(0, {id: 'a'}));
	resources.apply(measured(1000, {at: 900, cpu: 0.05, memory: 150}));
	expect(shown(resources)).toEqual([0.05, null, null, null, 150, null, null, null]);
});

test('figures stay when the row changes, and are not a change of it', () => {
	const resources = following(changed(0, {id: 'a', allowances}));
	expect(resources.apply(measured(1000, {at: 900, cpu: 0.05, memory: 150}))).toEqual([]);
	resources.apply(changed(2000, {id: 'a', allowances, state: 'stopping'}));
	expect(cellOf(rowOf(resources, {id: 'a'}), 'CPU')).toBe(0.05);
	expect(rowOf(resources, {id: 'a'}).timeline?.length).toBe(2);
});

test('only rows whose figures differ are drawn again', () => {
	const resources = following(changed(0, {id: 'a'}), changed(0, {id: 'b'}));
	resources.apply(measured(1000, {at: 900, cpu: 0.05, memory: 150}));
	resources.drainDirty();
	resources.apply(measured(2000, {at: 1900, cpu: 0.05, memory: 150}));
	expect(resources.drainDirty()).toEqual([]);
	resources.apply(measured(3000, {at: 2900, cpu: 0.06, memory: 150}));
	expect(resources.drainDirty().map(row => row.resource.id)).toEqual(['a']);
});

test('a figure that is a minute old is no longer shown', () => {
	const resources = following(changed(0, {id: 'a'}));
	resources.apply(measured(1000, {at: 900, cpu: 0.05, memory: 150}));
	resources.apply(measured(31_000, {at: 30_900, cpu: 0.05, memory: 150}));
	expect(resources.nextDue).toBe(61_000);
	resources.expire(61_000);
	expect(cellOf(rowOf(resources, {id: 'a'}), 'CPU')).toBe(0.05);
	expect(resources.nextDue).toBe(91_000);
	resources.drainDirty();
	resources.expire(91_000);
	expect(cellOf(rowOf(resources, {id: 'a'}), 'CPU')).toBeNull();
	expect(resources.drainDirty().map(row => row.resource.id)).toEqual(['a']);
	expect(resources.nextDue).toBeNull();
});

test('a figure that is older when it comes is never shown, nor one of a row that is not there', () => {
	const resources = following(changed(0, {id: 'a'}));
	resources.apply(measured(61_000, {at: 1000, cpu: 0.05, memory: 150}));
	resources.apply(measured(61_000, {at: 61_000, cpu: 0.05, memory: 150}, 'gone'));
	expect(cellOf(rowOf(resources, {id: 'a'}), 'CPU')).toBeNull();
	expect(applied(resources, [])).toBe(resources);
	expect(resources.size).toBe(1);
});

test('what a row may use is kept as one object while it stays the same', () => {
	const resources = following(changed(0, {id: 'a', allowances}));
	const before = rowOf(resources, {id: 'a'}).resource;
	resources.apply(changed(1, {id: 'a', allowances: structuredClone(allowances)}));
	expect(rowOf(resources, {id: 'a'}).resource).toBe(before);
	const more = {...allowances, cpu: {request: 0.2, limit: null}};
	resources.apply(changed(2, {id: 'a', allowances: more}));
	expect(rowOf(resources, {id: 'a'}).resource.allowances).toEqual(more);
});
