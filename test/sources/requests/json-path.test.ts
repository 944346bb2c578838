import {expect, test} from 'vitest';
import {readPath} from '../../../source/sources/requests/json-path.js';

const object = {
	spec: {hosts: ['a.example', 'b.example'], 'foo-bar': 7},
	status: {
		conditions: [
			{type: 'Synced', status: 'False', message: 'not this one'},
			{type: 'Ready', status: 'True', message: 'all [of] it'},
		],
		ports: [{port: 80}, {port: 443}],
	},
	metadata: {
		labels: {'topology.shop.io/zone': 'eu-1'},
		annotations: {"it's": 'quoted', 'shop.io/owner': 'ops'},
	},
};

test.each([
	['.spec.hosts[0]', 'a.example'],
	['$.spec.hosts[1]', 'b.example'],
	['.spec.foo-bar', 7],
	['.metadata.labels.topology\\.shop\\.io/zone', 'eu-1'],
	["$.metadata.annotations['shop.io/owner']", 'ops'],
	['$.metadata.annotations["it\'s"]', 'quoted'],
	['.status.conditions[?(@.type=="Ready")].status', 'True'],
	[".status.conditions[?(@.type=='Ready')].message", 'all [of] it'],
	['.status.conditions[?(@.message=="all [of] it")].type', 'Ready'],
	['.status.conditions[?(@.type=="Gone")].status', undefined],
	['.status.ports[*].port', 80],
	['.status.ports[?(@.port > 100)].port', 443],
	['.status.ports[-1:].port', 443],
	['.spec..port', undefined],
	['.none.at.all', undefined],
	['.status.conditions[?(', undefined],
	['.status.conditions[?match(@.type, "(a+)+$")].status', undefined],
	['no path', undefined],
])('%s', (path, value) => {
	expect(readPath(path)(object)).toBe(value);
});
