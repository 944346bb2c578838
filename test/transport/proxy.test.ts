import {expect, test} from 'vitest';
import {proxyFor, throughProxy} from '../../source/transport/proxy.js';

const proxies = {HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2'};

test.each([
	['https://a.example.com', proxies, 'http://secure:1'],
	['wss://a.example.com/x', proxies, 'http://secure:1'],
	['http://a.example.com', proxies, 'http://plain:2'],
	['ws://a.example.com/x', proxies, 'http://plain:2'],
	['https://a.example.com', {}, null],
	['https://a.example.com', {https_proxy: 'small:3', HTTPS_PROXY: 'http://big:4'}, 'http://small:3'],
	['https://a.example.com', {ALL_PROXY: 'http://all:5'}, 'http://all:5'],
	['https://localhost:8080', proxies, null],
	['http://127.0.0.1:8080', proxies, null],
	['http://[::1]:8080', proxies, null],
	['https://a.example.com', {...proxies, NO_PROXY: '*'}, null],
	['https://a.example.com', {...proxies, NO_PROXY: 'b.org, example.com'}, null],
	['https://a.example.com', {...proxies, NO_PROXY: '.example.com'}, null],
	['https://badexample.com', {...proxies, NO_PROXY: 'example.com'}, 'http://secure:1'],
	['https://a.example.com', {...proxies, no_proxy: 'a.example.com:443'}, null],
	['https://10.1.2.3', {...proxies, NO_PROXY: '.svc,10.0.0.0/8'}, null],
	['https://11.1.2.3', {...proxies, NO_PROXY: '.svc,10.0.0.0/8'}, 'http://secure:1'],
	['https://10.1.2.3', {...proxies, NO_PROXY: '10.0.0.0/33, 10.0.0.0/x, /8'}, 'http://secure:1'],
	['https://[fd00::17]', {...proxies, NO_PROXY: 'fd00::/8'}, null],
	['https://[fd00::17]', {...proxies, NO_PROXY: 'fd00::17'}, null],
	['https://[fe80::17]', {...proxies, NO_PROXY: 'fd00::/8'}, 'http://secure:1'],
	['https://a.example.com', {ALL_PROXY: 'socks5h://jump:1080'}, 'socks5h://jump:1080'],
	['https://a.example.com:8443', {...proxies, no_proxy: 'a.example.com:443'}, 'http://secure:1'],
])('%s with %j goes through %s', (url, environment, proxy) => {
	expect(proxyFor(url, {proxy: null, environment})).toBe(proxy);
});

test('a message names the proxy without its credentials', () => {
	const places = {proxy: null, environment: {HTTPS_PROXY: 'http://me:secret@proxy:3128'}};
	expect(throughProxy('https://a/x', 'https://a', places)).toBe('https://a/x through the proxy proxy:3128');
	expect(throughProxy('http://a/x', 'http://a', places)).toBe('http://a/x');
});

test('a proxy of the server itself is used even for a host that the environment excepts', () => {
	const environment = {...proxies, NO_PROXY: '*'};
	expect(proxyFor('http://127.0.0.1:9', {proxy: 'http://own:3', environment})).toBe('http://own:3');
});
