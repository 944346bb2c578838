import {expect, test} from 'vitest';
import {kindsOf} from '../../../../source/sources/rancher1/wire/types.js';
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
	expect(kindsOf(object(type, {baseType}))).toEqual(kinds);
	expect(kindsOf(object(type, {baseType}))).toBe(kindsOf(object(type, {baseType, id: '1x2'})));
});
