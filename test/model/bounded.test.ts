import {expect, test} from 'vitest';
import {boundedEvent} from '../../source/model/bounded.js';
import type {Resource} from '../../source/model/resource.js';
import {resource} from '../state/rows.js';

const web = resource({source: 'lab', scope: '1a5', cells: {IMAGE: 'nginx', PORT: 80}});
const changed = (changes: Partial<Resource>) =>
	({type: 'changed', source: 'lab', at: 0, resource: {...web, ...changes}, listed: false}) as const;

test('an event that is short is passed on as it is', () => {
	const event = changed({message: 'pulling'});

	expect(boundedEvent(event)).toBe(event);
});

test.each([
	['message', changed({message: 'm'.repeat(1_000_000)})],
	['name', changed({name: 'n'.repeat(1_000_000)})],
	['state', changed({state: 's'.repeat(1_000_000)})],
	['cell', changed({cells: {IMAGE: 'i'.repeat(1_000_000)}})],
	['fault', {type: 'fault', source: 'lab', at: 0, message: 'f'.repeat(1_000_000)} as const],
])('a %s of a megabyte is cut', (_part, event) => {
	const text = JSON.stringify(boundedEvent(event));

	expect(text).toMatch(/… \(99\d,\d{3} more characters\)/);
	expect(text.length).toBeLessThan(10_000);
});

test('a row whose key is longer than any is a fault, as it would be taken for another if cut', () => {
	expect(boundedEvent(changed({key: 'k'.repeat(100_000)}))).toEqual({
		type: 'fault',
		source: 'lab',
		at: 0,
		message: 'a container is omitted: its id has 100000 characters',
	});
});
