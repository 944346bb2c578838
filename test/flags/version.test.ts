import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {versionText} from '../../source/flags/version.js';

test('the first line of the version is that of the package alone, the next that of Node', () => {
	const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	const {version}: {version: string} = JSON.parse(manifest);
	expect(versionText('22.1.0')).toBe(`${version}\nNode 22.1.0\n`);
});
