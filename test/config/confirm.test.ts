import {expect, test} from 'vitest';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u', confirm: dangerous}}\n";

test('everything is asked about, unless a source or the whole file says otherwise', async () => {
	expect((await load({file: sources})).confirm).toEqual({
		usual: 'all',
		bySource: new Map([['prod', 'dangerous']]),
	});
	expect((await load({file: `${sources}confirm: none\n`})).confirm.usual).toBe('none');
});

test('another rule is refused with what was expected', async () => {
	await expect(load({file: `${sources}confirm: some\n`})).rejects.toThrow(
		':2: confirm: expected all, dangerous or none',
	);
});

test('a command that has another name now is a warning with its line', async () => {
	const {keys, warnings} = await load({file: `${sources}keys:\n  walk: w\n`});
	expect(keys).toEqual({walk: 'w'});
	expect(warnings).toContainEqual(expect.stringMatching(/:3: keys\.walk: walk is called go now$/));
});
