import {expect, test} from 'vitest';
import {typesOf} from '../../../../source/sources/rancher1/wire/types.js';
import {object} from '../objects.js';

test.each([
	['container', 'instance', ['container', 'instance']],
	['virtualMachine', 'container', ['virtualmachine', 'virtualMachine', 'instance']],
	['service', 'service', ['service']],
	['loadBalancerService', 'service', ['service', 'loadBalancerService']],
	['kubernetesStack', 'stack', ['stack', 'kubernetesStack']],
	['externalHostEvent', 'externalEvent', ['externalHostEvent', 'externalEvent']],
	['registry', 'storagePool', ['registry', 'storagePool']],
	['activeSetting', 'setting', ['activeSetting', 'setting']],
	['identity', 'identity', ['identity']],
	['host', 'host', ['host']],
])('a %s of the base type %s is a row of %j', (type, baseType, kinds) => {
	expect(typesOf(object(type, {baseType})).kinds).toEqual(kinds);
	expect(typesOf(object(type, {baseType}))).toBe(typesOf(object(type, {baseType, id: '1x2'})));
});
