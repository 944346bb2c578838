import {expect, test} from 'vitest';
import {labelEntries, labelOf, packLabels} from '../../source/model/labels.js';

test('labels come out as they went in', () => {
	const labels = packLabels({app: 'web', 'app.kubernetes.io/name': 'a=b', empty: ''});
	expect([...labelEntries(labels)]).toEqual([
		['app', 'web'],
		['app.kubernetes.io/name', 'a=b'],
		['empty', ''],
	]);
	expect(labelOf(labels, 'app')).toBe('web');
	expect(labelOf(labels, 'empty')).toBe('');
	expect(labelOf(labels, 'name')).toBeNull();
	expect(labelOf(labels, 'b')).toBeNull();
});

test('what is not a label is omitted, and a line end cannot make one', () => {
	const labels = packLabels({number: 5, none: null, 'a=b': 'c', rule: 'one\napp=evil', '': 'x'});
	expect([...labelEntries(labels)]).toEqual([['rule', 'one app=evil']]);
	expect(packLabels({})).toBe('');
	expect([...labelEntries('')]).toEqual([]);
});

test('labels without end are bounded', () => {
	const many = Object.fromEntries(
		Array.from({length: 10_000}, (_, index) => [`label-${index}`, 'x'.repeat(60)]),
	);
	expect(packLabels(many).length).toBeLessThan(8300);
});
