import {describe, expect, test} from 'vitest';
import {ServerError} from '../../../source/model/errors.js';
import {failureOf} from '../../../source/sources/rancher2/wire/failure.js';
import {fixtureNames, fixtureText} from './fixture.js';

/** What was answered to one question, seconds since the apiserver ended. */
type Moment = {readonly at: number; readonly what: string; readonly status: number; readonly said: string};

const momentsOf = (file: string): readonly Moment[] =>
	fixtureText(file)
		.split('\n')
		.flatMap(line => {
			const [, at, what, status, said] = /^ +(-?[\d.]+) {2}(\S.*?) +(\d{3}) (.*?) {2}\(/.exec(line) ?? [];
			return at && what && status ? [{at: Number(at), what, status: Number(status), said: said ?? ''}] : [];
		});

const namesIn = (said: string): readonly string[] => said.match(/g-\d/g) ?? [];

describe.each(fixtureNames(/^more\/outage-(?:kill|term|short)\.txt$/))('in %s', file => {
	const moments = momentsOf(file);
	const of = (what: string) => moments.filter(moment => moment.what === what);

	test('the version of the apiserver shows the outage, and that it is over', () => {
		const versions = of('version');
		const out = versions.filter(({status}) => status >= 500);
		expect(versions.at(0)?.status).toBe(200);
		expect(versions.at(-1)?.status).toBe(200);
		expect(out.length).toBeGreaterThan(0);
		for (const {status, said} of out) {
			const target = 'https://r.example/k8s/clusters/local/version';
			const error = failureOf('Cannot reach the API of Kubernetes', target, status, said);
			expect(error).toBeInstanceOf(ServerError);
			expect(error.message).toMatch(
				/HTTP 5\d\d .*(?:refused|reset|EOF|shut|apiserver|not ready|timed? ?out)/,
			);
		}
	});

	test('nothing else does', () => {
		expect(new Set(of('readyz').map(({status}) => status))).toEqual(new Set([404]));
		expect(new Set(of('steve list').map(({status}) => status))).toEqual(new Set([200]));
		expect(new Set(of('ping of Rancher').map(({status}) => status))).toEqual(new Set([200]));
	});

	test('Steve goes on listing what is gone; its counts, and Kubernetes, know better', () => {
		const listed = namesIn(of('steve list').at(-1)?.said ?? '');
		const real = namesIn(of('raw partial list').at(-1)?.said ?? '');
		expect(listed.length).toBeGreaterThan(real.length);
		expect(of('steve counts').at(-1)?.said).toBe(`pods of outage: ${real.length}`);
		expect(of('steve GET deleted g-1').at(-1)?.status).toBe(404);
	});
});

test('what helps against ghosts was tried: nothing that makes Steve list again', () => {
	const [real = '', ...steve] = fixtureText('more/ghost-what-helps.txt').split('\n');
	const truth = namesIn(real);
	const listed = steve.filter(line => /: g-1|: g-2/.test(line)).map(namesIn);
	expect(listed.length).toBeGreaterThan(2);
	for (const names of listed) expect(names.filter(name => !truth.includes(name))).not.toEqual([]);
});
