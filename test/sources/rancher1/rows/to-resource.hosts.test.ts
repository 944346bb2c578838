import {describe, expect, test} from 'vitest';
import {resourceOf} from '../../../../source/sources/rancher1/rows/to-resource.js';
import {object, scope} from '../objects.js';

describe('a host', () => {
	const host = object('host', {
		id: '1h2',
		baseType: 'host',
		name: null,
		hostname: 'node-2',
		state: 'reconnecting',
		agentIpAddress: '10.0.0.12',
		instanceIds: ['1i3', '1i9'],
		info: {
			cpuInfo: {count: 4, cpuCoresPercentages: [10, 20, 30, 40]},
			memoryInfo: {memTotal: 16_000, memFree: 3000, memAvailable: 4000},
			osInfo: {
				dockerVersion: 'Docker version 17.03.2-ce, build f5ec1e2',
				operatingSystem: 'Ubuntu 16.04.6 LTS',
			},
		},
		transitioning: 'no',
	});

	test('that lost its agent is an error, called by its host name', () => {
		expect(resourceOf(host, scope())).toMatchObject({
			name: 'node-2',
			state: 'reconnecting',
			health: 'error',
			cells: {
				IP: '10.0.0.12',
				CONTAINERS: 2,
				'CPU%': 25,
				'MEM%': 75,
				DOCKER: '17.03.2-ce',
				OS: 'Ubuntu 16.04.6 LTS',
			},
		});
	});

	test('that reported nothing of itself yet has empty cells', () => {
		const {cells} = resourceOf(object('host', {id: '1h3', state: 'registering', info: null}), scope());
		const {PROJECT: project, ...own} = cells;
		expect(project).toBe('prod/projects/project/1a5');
		expect(Object.values(own)).toEqual([null, null, null, null, null, null]);
	});
});
