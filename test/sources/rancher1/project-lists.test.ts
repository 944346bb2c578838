import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {isOpenProject} from '../../../source/sources/rancher1/wire/discover.js';
import {pageOf} from '../../../source/sources/rancher1/wire/frames.js';

const projectsIn = (name: string) => {
	const text = readFileSync(new URL(`../../fixtures/rancher1/${name}.http`, import.meta.url), 'utf8');
	return pageOf(JSON.parse(text.slice(text.indexOf('\n{'))));
};

test.each([
	['projects-envkey', ['1a5 Default']],
	['projects-alice', ['1a18 Staging', '1a19 Archive', '1a20 Staging', '1a13 Staging', '1a14 Archive']],
	[
		'projects-admin-all',
		['1a5 Default', '1a13 Staging', '1a14 Archive', '1a18 Staging', '1a19 Archive', '1a20 Staging'],
	],
	['list-admin-projects', ['1a5 Default', '1a10 simulated', '1a13 staging']],
])('%s lists its projects on one page', (name, expected) => {
	const page = projectsIn(name);
	expect(page?.objects.map(({id, name}) => `${id} ${name}`)).toEqual(expected);
	expect(page?.objects.every(isOpenProject)).toBe(true);
	expect([page?.next, page?.faults]).toEqual([null, []]);
});
