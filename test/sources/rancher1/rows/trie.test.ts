import {expect, test} from 'vitest';
import {Trie} from '../../../../source/sources/rancher1/rows/trie.js';

const at = (tree: Trie<string>, ...texts: readonly string[]) =>
	texts.reduce((from, text) => tree.step(from, text), tree.root);

test('the same texts in a row lead to the same place, others do not', () => {
	const tree = new Trie<string>(10);
	at(tree, 'a', 'bc').value = 'here';
	expect([at(tree, 'a', 'bc').value, at(tree, 'ab', 'c').value, at(tree, 'a').value]).toEqual([
		'here',
		null,
		null,
	]);
});

test('it is emptied instead of growing beyond its bound', () => {
	const tree = new Trie<string>(3);
	at(tree, 'a', 'b').value = 'old';
	at(tree, 'c', 'd').value = 'new';
	expect(at(tree, 'a', 'b').value).toBeNull();
	at(tree, 'a', 'b').value = 'kept';
	expect(at(tree, 'a', 'b').value).toBe('kept');
});
