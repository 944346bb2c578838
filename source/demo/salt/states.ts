import type {Fields, Json} from '../world/world.js';

/** What one state of a state run does. */
export type StateSpec = {
	readonly id: string;
	readonly sls: string;
	/** `file.managed`. */
	readonly fun: string;
	readonly name: string;
	readonly durationMs: number;
	readonly changes?: Fields;
	/** It fails with this comment. */
	readonly fails?: string;
	readonly comment?: string;
};

/** What `state.apply` is made of: the states of each sls file. `broken` cannot be rendered. */
export const stateTree: Readonly<Record<string, readonly StateSpec[]>> = {
	base: [
		{
			id: 'motd',
			sls: 'base',
			fun: 'file.managed',
			name: '/etc/motd',
			durationMs: 30,
			changes: {diff: 'New file'},
			comment: 'File /etc/motd updated',
		},
		{
			id: 'chrony',
			sls: 'base',
			fun: 'service.running',
			name: 'chrony',
			durationMs: 120,
			comment: 'The service chrony is already running',
		},
	],
	web: [
		{
			id: 'nginx_pkg',
			sls: 'web',
			fun: 'pkg.installed',
			name: 'nginx',
			durationMs: 2400,
			comment: 'All specified packages are already installed',
		},
		{
			id: 'nginx_conf',
			sls: 'web',
			fun: 'file.managed',
			name: '/etc/nginx/nginx.conf',
			durationMs: 60,
			changes: {diff: '--- \n+++ \n@@ -1 +1 @@\n-worker_processes 2;\n+worker_processes 4;\n'},
			comment: 'File /etc/nginx/nginx.conf updated',
		},
		{
			id: 'nginx',
			sls: 'web',
			fun: 'service.running',
			name: 'nginx',
			durationMs: 900,
			changes: {nginx: true},
			comment: 'Service restarted',
		},
		{
			id: 'cert',
			sls: 'web',
			fun: 'cmd.run',
			name: 'certbot renew',
			durationMs: 1500,
			changes: {pid: 4711, retcode: 0, stdout: 'no renewals were attempted', stderr: ''},
			comment: 'Command "certbot renew" run',
		},
	],
	db: [
		{
			id: 'postgres',
			sls: 'db',
			fun: 'pkg.installed',
			name: 'postgresql-15',
			durationMs: 1800,
			comment: 'All specified packages are already installed',
		},
		{
			id: 'vacuum',
			sls: 'db',
			fun: 'cron.present',
			name: 'vacuumdb -a',
			durationMs: 20,
			comment: 'Cron vacuumdb -a already present',
		},
	],
	release: [
		{
			id: 'app_repo',
			sls: 'release',
			fun: 'pkgrepo.managed',
			name: 'deb https://packages.example.net stable main',
			durationMs: 240,
			comment: 'Package repo already configured',
		},
		{
			id: 'app_pkg',
			sls: 'release',
			fun: 'pkg.installed',
			name: 'shop-app',
			durationMs: 3100,
			fails:
				'Error occurred installing package(s). Additional info follows:\n\nerrors:\n' +
				'    - E: Version 4.3.0 for shop-app was not found',
		},
		{
			id: 'app_conf',
			sls: 'release',
			fun: 'file.managed',
			name: '/etc/shop/app.yaml',
			durationMs: 1,
			fails: 'One or more requisite failed: release.app_pkg',
		},
		{
			id: 'app',
			sls: 'release',
			fun: 'service.running',
			name: 'shop-app',
			durationMs: 1,
			fails: 'One or more requisite failed: release.app_conf',
		},
	],
	bad: [
		{id: 'first_ok', sls: 'bad', fun: 'test.succeed_without_changes', name: 'ok', durationMs: 10},
		{
			id: 'breaks',
			sls: 'bad',
			fun: 'test.fail_without_changes',
			name: 'broken',
			durationMs: 10,
			fails: 'Failure!',
		},
		{
			id: 'after',
			sls: 'bad',
			fun: 'test.succeed_with_changes',
			name: 'dependent',
			durationMs: 1,
			fails: 'One or more requisite failed: bad.breaks',
		},
	],
};

/** One state's result as minions send it; in test mode nothing changes and `result` is null where it would. */
export const stateResult = (spec: StateSpec, index: number, test: boolean): Fields => {
	const wouldChange = test && spec.changes !== undefined && spec.fails === undefined;
	const result: Json = spec.fails === undefined ? (wouldChange ? null : true) : false;
	const said = wouldChange ? `${spec.name} would have been changed` : (spec.comment ?? 'Success!');
	return {
		name: spec.name,
		changes: spec.changes ?? {},
		result,
		comment: spec.fails ?? said,
		__sls__: spec.sls,
		__run_num__: index,
		start_time: '12:00:00.000000',
		duration: spec.durationMs + 0.291,
		__id__: spec.id,
	};
};

/** The key under which a return holds a state's result: `<module>_|-<id>_|-<name>_|-<function>`. */
export const stateKey = (spec: StateSpec): string => {
	const [module = '', fun = ''] = spec.fun.split('.');
	return `${module}_|-${spec.id}_|-${spec.name}_|-${fun}`;
};
