import {expect, test} from 'vitest';
import type {Kind} from '../../../source/model/kind.js';
import type {SourceEvent} from '../../../source/model/source.js';
import {KnownKinds} from '../../../source/sources/follow/known-kinds.js';
import {kind} from '../../state/rows.js';

const start = () => {
	const emitted: string[] = [];
	const emit = (event: SourceEvent) => {
		if (event.type !== 'kinds') return;
		emitted.push(`${event.kinds.map(({name}) => name).join()}${event.whole ? ', whole' : ''}`);
	};
	const join = (lists: readonly (readonly Kind[])[]) => [...new Set(lists.flat())];
	return {emitted, kinds: new KnownKinds({source: 's', emit, first: [kind('pod')], join})};
};

test('the first kinds are reported at once, and those of each scope as it reports them', () => {
	const {emitted, kinds} = start();
	kinds.expect('a');
	kinds.expect('b');
	kinds.report('a', [kind('job')]);
	kinds.report('b', [kind('node')]);
	expect(emitted).toEqual(['pod', 'job,pod', 'job,node,pod']);
});

test('they are whole once every scope has reported its own or fails', () => {
	const {emitted, kinds} = start();
	kinds.expect('a');
	kinds.expect('b');
	kinds.report('a', [kind('job')]);
	kinds.settle('a');
	kinds.settle('b');
	kinds.settle('b');
	expect(emitted).toEqual(['pod', 'job,pod', 'job,pod, whole']);
});

test('they are never whole while nothing has reported any', () => {
	const {emitted, kinds} = start();
	kinds.expect('a');
	kinds.settle('a');
	expect(emitted.filter(each => each.endsWith('whole'))).toEqual([]);
});

test('those of a scope that is gone go with it', () => {
	const {emitted, kinds} = start();
	kinds.expect('a');
	kinds.expect('b');
	kinds.report('a', [kind('job')]);
	kinds.report('b', [kind('node')]);
	kinds.settle('b');
	kinds.forget('a');
	expect(emitted.at(-1)).toBe('node,pod, whole');
});
