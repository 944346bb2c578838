import {expect, test} from 'vitest';
import {subjectIn, timeIn} from '../../../../source/sources/rancher1/wire/envelope.js';

const data = {resource: {id: '1i12', type: 'container', resourceId: '1i99', resourceType: 'host'}};
const message = {id: 'e1', name: 'resource.change', resourceId: '1i12', resourceType: 'container'};
const text = (value: unknown): string => JSON.stringify(value);

test('changes of one resource have the same subject, those of another have another', () => {
	const subject = subjectIn(text({...message, data, time: 1}));
	expect(subject).not.toBeNull();
	expect(subjectIn(text({...message, id: 'e2', data: {resource: {...data.resource, state: 'x'}}}))).toBe(
		subject,
	);
	expect(subjectIn(text({...message, resourceId: '1i1', data}))).not.toBe(subject);
	expect(subjectIn(text({...message, resourceType: 'instance', data}))).not.toBe(subject);
});

test('they may stand in either order', () => {
	const {id, name, resourceId, resourceType} = message;
	expect(subjectIn(text({id, name, resourceType, resourceId, data}))).toContain('"1i12');
});

test.each([
	['a ping', {name: 'ping', resourceId: null, data: null}],
	['another event', {...message, name: 'resource.progress', data}],
	['what names its resource only inside', {id: 'e1', name: 'resource.change', data}],
	[
		'what names it only behind',
		{id: 'e1', name: 'resource.change', data, resourceId: '1', resourceType: 'a'},
	],
	['no message at all', 'resource.change'],
])('%s has none', (_title, value) => {
	expect(subjectIn(text(value))).toBeNull();
});

test.each([
	['the last', {...message, data: {resource: {time: 5}}, time: 1552296033120}, 1552296033120],
	['one with more behind it', {...message, data, time: 1458323656472, timeoutMillis: null}, 1458323656472],
	['none', {...message, data}, 0],
	['null', {...message, data, time: null}, 0],
])('of times %s is read', (_title, value, expected) => {
	expect(timeIn(text(value))).toBe(expected);
});
