import {expect, test} from 'vitest';
import type {SourceEvent} from '../../../../source/model/source.js';
import {NodeKeys} from '../../../../source/sources/rancher2/watch/node-keys.js';
import {resource} from '../../../state/rows.js';

const at = 1_700_000_000_000;

const keyOf = (name: string) => `prod/c-1/node/${name}`;

const come = (name: string, scope = 'c-1'): SourceEvent => ({
	type: 'changed',
	source: 'prod',
	at,
	listed: false,
	resource: resource({kind: 'node', scope, name, id: name, key: keyOf(name)}),
});

const listed = (names: readonly string[]): SourceEvent => ({
	type: 'listed',
	source: 'prod',
	scope: 'c-1',
	at,
	kinds: ['node'],
	keys: new Set(names.map(keyOf)),
});

test('nodes that come and go for weeks leave nothing behind', () => {
	const nodes = new NodeKeys();
	nodes.hear(come('stays'));
	for (let number = 0; number < 1000; number++) {
		nodes.hear(come(`auto-${number}`));
		nodes.hear({type: 'removed', source: 'prod', at, key: keyOf(`auto-${number}`)});
	}

	expect(nodes.size).toBe(1);
	expect(nodes.of('c-1', 'stays')).toBe(keyOf('stays'));
	expect(nodes.of('c-1', 'auto-1')).toBeUndefined();
});

test('those that went unheard are forgotten with the next listing of their cluster', () => {
	const nodes = new NodeKeys();
	for (const event of [come('stays'), come('gone'), come('other', 'c-2'), listed(['stays'])])
		nodes.hear(event);
	expect(nodes.of('c-1', 'gone')).toBeUndefined();
	expect(nodes.size).toBe(2);
	nodes.forget('c-1');
	expect(nodes.size).toBe(1);
});
