import {createHash} from 'node:crypto';
import {sharedMachines} from '../world/machines.js';
import type {Fields} from '../world/world.js';
import {perform} from './functions.js';
import type {Master, Minion} from './master.js';

const roles = ['web', 'web', 'web', 'db', 'base', 'web', 'db', 'bad'];

const grainsOf = (id: string, index: number, version: string): Fields => ({
	id,
	host: id.split('.')[0] ?? id,
	fqdn: id,
	machine_id: createHash('md5').update(id).digest('hex'),
	role: roles[index % roles.length] ?? 'base',
	os: index % 3 === 0 ? 'Ubuntu' : 'Debian',
	osrelease: index % 3 === 0 ? '24.04' : '12',
	oscodename: index % 3 === 0 ? 'noble' : 'bookworm',
	kernel: 'Linux',
	kernelrelease: '6.1.0-18-amd64',
	saltversion: version,
	num_cpus: 4,
	mem_total: 7950,
	ipv4: ['127.0.0.1', `10.20.${Math.floor(index / 250)}.${(index % 250) + 2}`],
	ipv6: ['::1'],
});

/** Adds a minion to the world; without `up` it is known and not there. Its key lies nowhere yet. */
export const addMinion = (master: Master, id: string, up: boolean): Minion => {
	const minion: Minion = {
		id,
		grains: grainsOf(id, master.minions.size, master.options.version),
		pillar: {
			role: 'web',
			db_password: 'hunter2-demo',
			api: {token: 'demo-token-0001', url: 'https://api.example'},
		},
		services: ['nginx', 'cron', 'salt-minion', 'ssh'],
		up,
		running: new Map(),
		queue: [],
	};
	master.minions.set(id, minion);
	return minion;
};

const hoursAgo = 6;
const maxApplied = 40;

/** A highstate of last night lies in the job cache, of minions on which it succeeded. */
const keepHighstate = (master: Master): void => {
	const began = new Date(master.world.clock.now() - hoursAgo * 3_600_000);
	const jid = began.toISOString().replaceAll(/\D/g, '').padEnd(20, '0');
	const results = new Map<string, Fields>();
	for (const id of master.connected().slice(0, maxApplied)) {
		const minion = master.minions.get(id);
		if (minion === undefined) continue;
		const {value, retcode, success} = perform({master, minion, jid, fun: 'state.highstate', args: []});
		if (success === true) results.set(id, {return: value, retcode, success});
	}

	master.remember({
		jid,
		fun: 'state.highstate',
		args: [],
		target: '*',
		targetType: 'glob',
		user: 'deploy',
		minions: [...results.keys()],
		metadata: null,
		results,
		done: new Set(),
	});
};

/**
 * Fills a master: `count` accepted minions of which a few are down, and keys in every other state; a `calm` one has
 * only minions that are up, and ran a highstate last night. Null: the small one.
 */
export const populate = (master: Master, count: number | null, calm = false): void => {
	const accepted = (id: string, up = true): void => {
		addMinion(master, id, up);
		master.keys.set(id, new Set(['minions']));
	};

	if (count === null) {
		accepted('web-a.example');
		accepted('web-b.example');
		addMinion(master, 'new.example', true);
		master.keys.set('new.example', new Set(['minions_pre']));
		return;
	}

	for (let index = 0; index < count; index++) {
		const role = roles[index % roles.length] ?? 'base';
		const name = {web: 'web', db: 'db', base: 'cache', bad: 'legacy'}[role] ?? role;
		accepted(`${name}-${String(index + 1).padStart(2, '0')}.example`, calm || index % 9 !== 7);
	}

	if (calm) {
		for (const {fullName, address, machineId} of sharedMachines) {
			accepted(fullName);
			const known = master.minions.get(fullName);
			if (known === undefined) continue;
			known.grains = {
				...known.grains,
				ipv4: ['127.0.0.1', address, '172.17.0.1'],
				...(machineId !== null && {machine_id: machineId}),
			};
		}

		keepHighstate(master);
		return;
	}

	for (const [id, folder] of [
		['new-01.example', 'minions_pre'],
		['new-02.example', 'minions_pre'],
		['laptop.example', 'minions_rejected'],
		['clone.example', 'minions_denied'],
	] as const) {
		addMinion(master, id, folder === 'minions_pre');
		master.keys.set(id, new Set([folder]));
	}
};
