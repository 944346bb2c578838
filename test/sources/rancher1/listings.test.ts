import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {rowsOf} from './answers.js';

const empty = `backups composeservices externaldnsevents externalserviceevents externalstoragepoolevents
	externalvolumeevents identities images kubernetesservices machines networkpolicyrulewithins
	passwords pulltasks regions scheduledupgrades serviceproxies snapshots storagedrivers`.split(/\s+/);

// The rows of each recorded listing: how many, and which; of the long ones the first and the last.
const listings: readonly (readonly [name: string, count: number, rows: string])[] = [
	['list-accounts', 1, 'account 1a5 Default active ok'],
	[
		'list-admin-accounts',
		3,
		'account 1a1 Admin active ok; account 1a2 system inactive error; account 1a3 superadmin active ok',
	],
	['list-admin-agents', 3, 'agent 1a2 active ok; agent 1a4 active ok; agent 1a6 active ok'],
	['list-admin-apikeys', 3, 'apiKey 1c4 <key> active ok; apiKey 1c5 rig active ok; apiKey 1c6 rig active ok'],
	['list-admin-auditlogs', 3, 'auditLog 1al1; auditLog 1al2; auditLog 1al3'],
	[
		'list-admin-configitemstatuses',
		3,
		'configItemStatus 1cis1 host-config; configItemStatus 1cis2 pyagent; configItemStatus 1cis3 configscripts',
	],
	[
		'list-admin-credentials',
		3,
		'credential 1c1 <key> active ok; credential 1c2 active ok; credential 1c3 <key> active ok',
	],
	['list-admin-hosts', 3, 'host 1h1 vm active ok; host 1h2 sim-1 inactive error; host 1h3 sim-2 active ok'],
	['list-admin-identities', 1, 'identity 1i!rancher_id:1a1 Admin'],
	[
		'list-admin-machinedrivers',
		3,
		'machineDriver 1md1 packet inactive error; machineDriver 1md2 amazonec2 inactive error; machineDriver 1md3 azure inactive error',
	],
	[
		'list-admin-physicalhosts',
		3,
		'physicalHost 1ph1 active ok; physicalHost 1ph2 active ok; physicalHost 1ph3 active ok',
	],
	['list-admin-processexecutions', 3, 'processExecution 1pe1; processExecution 1pe2; processExecution 1pe3'],
	['list-admin-processinstances', 3, 'processInstance 1pi1; processInstance 1pi2; processInstance 1pi4'],
	[
		'list-admin-processpools',
		8,
		'processPool ProcessEventExecutorService; processPool ProcessNonBlockingExecutorService; processPool ProcessBlockingExecutorService; processPool CoreExecutorService; processPool ProcessBlockingExtraExecutorService; processPool ProcessBlockingSystemExecutorService; processPool EventExecutorService; processPool ScheduledThreadPoolExecutor',
	],
	[
		'list-admin-projectmembers',
		3,
		'projectMember 1i!rancher_id:1a1 Admin; projectMember 1i!rancher_id:1a9 rita; projectMember 1i!rancher_id:1a8 alice',
	],
	[
		'list-admin-projects',
		3,
		'project 1a5 Default active ok; project 1a10 simulated initializing warning; project 1a13 staging active ok',
	],
	[
		'list-admin-registrationtokens',
		3,
		'registrationToken 1c2 active ok; registrationToken 1c11 active ok; registrationToken 1c13 active ok',
	],
	[
		'list-admin-serviceevents',
		3,
		'serviceEvent 1se1 created ok; serviceEvent 1se2 created ok; serviceEvent 1se3 created ok',
	],
	[
		'list-admin-settings',
		20,
		'setting access.log; setting account.update.agentInstanceProvider.dnsService.increment',
	],
	['list-admin-tasks', 3, 'task 1t1 project.template.reload; task 1t2 table.cleanup; task 1t3 bad.data'],
	['list-apikeys', 2, 'apiKey 1c20 env key default active ok; apiKey 1c27 k active ok'],
	['list-auditlogs', 3, 'auditLog 1al5; auditLog 1al6; auditLog 1al7'],
	['list-backuptargets', 1, 'backupTarget 1bt1 bt created ok'],
	['list-certificates', 1, 'certificate 1c1 shop-cert active ok'],
	['list-composeprojects', 1, 'composeProject 1st6 composed active ok'],
	[
		'list-containerevents',
		3,
		'containerEvent 1ce1 created ok; containerEvent 1ce2 created ok; containerEvent 1ce3 created ok',
	],
	[
		'list-containers',
		3,
		'container 1i40 puller2 starting transitioning; container 1i156 shop-web-1 running ok; container 1i157 shop-web-2 running ok',
	],
	['list-credentials', 3, 'credential 1c3 active ok; credential 1c5 active ok; credential 1c7 active ok'],
	['list-dnsservices', 1, 'dnsService 1s9 alias active ok'],
	['list-externalevents', 2, 'externalEvent 1ee1 created ok; externalEvent 1ee2 created ok'],
	['list-externalhostevents', 2, 'externalHostEvent 1ee1 created ok; externalHostEvent 1ee2 created ok'],
	[
		'list-externalservices',
		2,
		'externalService 1s10 elsewhere active ok; externalService 1s11 elsewhere-name active ok',
	],
	[
		'list-genericobjects',
		3,
		'genericObject 1go1 active ok; genericObject 1go2 active ok; genericObject 1go3 active ok',
	],
	['list-healthcheckinstancehostmaps', 1, 'healthcheckInstanceHostMap 1hihm63 active ok'],
	['list-hosts', 3, 'host 1h1 node-1 active ok; host 1h2 node-2 active ok; host 1h3 node-3 active ok'],
	['list-hosttemplates', 1, 'hostTemplate 1ht1 ht active ok'],
	['list-instancelinks', 2, 'instanceLink 1il16 active ok; instanceLink 1il22 active ok'],
	[
		'list-instances',
		3,
		'instance 1i40 puller2 starting transitioning; instance 1i156 shop-web-1 running ok; instance 1i157 shop-web-2 running ok',
	],
	['list-ipaddresses', 3, 'ipAddress 1ia1 active ok; ipAddress 1ia2 active ok; ipAddress 1ia3 active ok'],
	['list-kubernetesstacks', 1, 'kubernetesStack 1st5 kube active ok'],
	['list-labels', 3, 'label 1l1 created ok; label 1l2 created ok; label 1l3 created ok'],
	['list-loadbalancerservices', 1, 'loadBalancerService 1s8 lb initializing warning'],
	[
		'list-machinedrivers',
		3,
		'machineDriver 1md1 packet inactive error; machineDriver 1md2 amazonec2 inactive error; machineDriver 1md3 azure inactive error',
	],
	['list-mounts', 3, 'mount 1m1 active ok; mount 1m2 active ok; mount 1m3 active ok'],
	['list-networkdrivers', 1, 'networkDriver 1nd1 net active ok'],
	['list-networkdriverservices', 1, 'networkDriverService 1s1 net active ok'],
	[
		'list-networks',
		3,
		'network 1n1 Docker Host Network Mode active ok; network 1n2 Docker None Network Mode active ok; network 1n3 Docker Container Network Mode active ok',
	],
	[
		'list-physicalhosts',
		3,
		'physicalHost 1ph1 active ok; physicalHost 1ph2 active ok; physicalHost 1ph3 active ok',
	],
	['list-ports', 3, 'port 1p27 active ok; port 1p28 active ok; port 1p39 active ok'],
	[
		'list-projectmembers',
		3,
		'projectMember 1i!rancher_id:1a1 Admin; projectMember 1i!rancher_id:1a9 rita; projectMember 1i!rancher_id:1a8 alice',
	],
	['list-projects', 1, 'project 1a5 Default active ok'],
	['list-projecttemplates', 1, 'projectTemplate 1pt1 plain active ok'],
	[
		'list-readonly-containers',
		3,
		'container 1i205 shop-web-1 running ok; container 1i209 shop-linked-1 running ok; container 1i211 shop-sidekicks-1 running ok',
	],
	[
		'list-readonly-projectmembers',
		3,
		'projectMember 1i!rancher_id:1a1 Admin; projectMember 1i!rancher_id:1a9 rita; projectMember 1i!rancher_id:1a8 alice',
	],
	[
		'list-readonly-services',
		3,
		'service 1s1 rig-network active ok; service 1s4 web active ok; service 1s8 lb initializing warning',
	],
	['list-readonly-settings', 19, 'setting account.version; setting vm.enabled'],
	['list-real-auditlogs', 3, 'auditLog 1al1; auditLog 1al2; auditLog 1al23'],
	[
		'list-real-containers',
		3,
		'container 1i1 try running ok; container 1i2 screen stopped error; container 1i5 shell stopped error',
	],
	['list-real-hosts', 1, 'host 1h1 vm active ok'],
	['list-real-physicalhosts', 1, 'physicalHost 1ph1 active ok'],
	['list-real-services', 1, 'service 1s16 pair active ok'],
	['list-real-storagepools', 1, 'storagePool 1sp1 vm Storage Pool active ok'],
	['list-real-volumes', 3, 'volume 1v1 active ok; volume 1v2 detached warning; volume 1v5 detached warning'],
	['list-register', 3, 'register 1go1 active ok; register 1go2 active ok; register 1go3 active ok'],
	[
		'list-registrationtokens',
		3,
		'registrationToken 1c3 active ok; registrationToken 1c5 active ok; registrationToken 1c7 active ok',
	],
	['list-registries', 1, 'registry 1sp7 reg.example.com active ok'],
	['list-registrycredentials', 1, 'registryCredential 1c20 <key> active ok'],
	['list-secrets', 1, 'secret 1se1 shop-secret active ok'],
	['list-serviceconsumemaps', 2, 'serviceConsumeMap 1scm2 active ok; serviceConsumeMap 1scm4 web active ok'],
	[
		'list-serviceevents',
		3,
		'serviceEvent 1se1 created ok; serviceEvent 1se2 created ok; serviceEvent 1se3 created ok',
	],
	[
		'list-serviceexposemaps',
		3,
		'serviceExposeMap 1sem115 active ok; serviceExposeMap 1sem116 active ok; serviceExposeMap 1sem117 active ok',
	],
	['list-servicelogs', 3, 'serviceLog 1sl1; serviceLog 1sl2; serviceLog 1sl3'],
	['list-services', 3, 'service 1s1 net active ok; service 1s2 web active ok; service 1s3 db active ok'],
	['list-settings', 19, 'setting account.version; setting vm.enabled'],
	['list-stacks', 2, 'stack 1st1 net active ok; stack 1st2 shop active ok'],
	['list-storagedriverservices', 1, 'storageDriverService 1s20 rig-storage active ok'],
	[
		'list-storagepools',
		3,
		'storagePool 1sp1 active ok; storagePool 1sp2 active ok; storagePool 1sp3 active ok',
	],
	['list-subnets', 1, 'subnet 1s1 active ok'],
	['list-virtualmachines', 1, 'virtualmachine 1i217 vm running ok'],
	[
		'list-volumes',
		3,
		'volume 1v39 activating transitioning; volume 1v85 vol1 inactive error; volume 1v118 active ok',
	],
	['list-volumetemplates', 1, 'volumeTemplate 1vt1 vt inactive error'],
	[
		'v1-list-containers',
		2,
		'container 1i40 puller2 starting transitioning; container 1i156 shop-web-1 running ok',
	],
	['v1-list-environments', 2, 'stack 1e1 net active ok; stack 1e2 shop active ok'],
	['v1-list-hosts', 2, 'host 1h1 node-1 active ok; host 1h2 node-2 active ok'],
	['v1-list-services', 2, 'service 1s1 net active ok; service 1s2 web active ok'],
];

const shown = (name: string): string => {
	const rows = rowsOf(name);
	return rows
		.filter((_, index) => rows.length <= 8 || index === 0 || index === rows.length - 1)
		.map(({kind, id, name: called, state, health}) =>
			[kind, id, ...(called === id ? [] : [called]), ...(state === '' ? [] : [state, health])].join(' '),
		)
		.join('; ');
};

test.each(listings)('%s lists %d rows', (name, count, rows) => {
	expect(rowsOf(name)).toHaveLength(count);
	expect(shown(name)).toBe(rows);
});

test.each(empty)('list-%s lists nothing', name => {
	expect(rowsOf(`list-${name}`)).toEqual([]);
});

test('every recorded listing is among them', () => {
	const files = readdirSync(new URL('../../fixtures/rancher1', import.meta.url))
		.filter(file => /^(?:v1-)?list-.*\.http$/.test(file))
		.map(file => file.replace('.http', ''));
	expect([...listings.map(([name]) => name), ...empty.map(name => `list-${name}`)].toSorted()).toEqual(
		files.toSorted(),
	);
});
