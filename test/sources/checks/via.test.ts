import {expect, onTestFinished, test} from 'vitest';
import {families} from '../../../source/families.js';
import {checkSource} from '../../../source/sources/checks/check-source.js';
import {serveBehindRancher} from '../behind-rancher.js';
import {configFor as proxyConfigFor} from '../rancher2/start.js';
import {configFor} from '../salt/start.js';

test('a master behind a Rancher is looked at through it, and its network is that of the Rancher', async () => {
	const {rancher, salt, close} = await serveBehindRancher();
	onTestFinished(close);
	const named = new Map([['prod', {...proxyConfigFor(rancher), name: 'prod'}]]);
	const config = {...configFor(salt), family: null, via: 'prod'};
	const {checks, family} = await checkSource(config, named, families, new AbortController().signal);
	expect(family).toBe('salt');
	expect(checks.map(({name, status}) => `${name} ${status}`)).toEqual([
		'name resolution ok',
		'proxy ok',
		'TLS ok',
		'reachability ok',
		'clock ok',
		'family ok',
		'version ok',
		'credentials ok',
		'streams ok',
		'rights ok',
	]);
	expect(checks.find(({name}) => name === 'family')?.text).toBe('Salt master, through prod');
	expect(rancher.received.some(({url}) => url.pathname.startsWith('/meta/proxy/'))).toBe(true);
});
