import type {Json} from '../world.ts';
import {answerJob, publish} from './dispatch.ts';
import type {CachedJob, Master} from './master.ts';
import {runRunner} from './runners.ts';

/** A minion's own schedule runs something: a return comes, without a `new` before it. */
const runSchedule = (master: Master, id: string): void => {
	const jid = master.newJid();
	const job: CachedJob = {
		jid,
		fun: 'status.uptime',
		args: [],
		target: id,
		targetType: 'glob',
		user: '',
		minions: null,
		metadata: null,
		results: new Map(),
		done: new Set(),
	};
	master.remember(job);
	const result = {value: {seconds: 3_553_920}, retcode: 0, success: true};
	answerJob(master, job, id, result, {schedule: 'uptime', pid: 4711, arg: [], tgt_type: 'glob', tgt: id});
};

/** What people and programs ask of the minions, one after the other. */
const routine: readonly {readonly fun: string; readonly target: string; readonly args: readonly Json[]}[] = [
	{fun: 'state.apply', target: 'web-*', args: ['web', {__kwarg__: true, state_events: true}]},
	{fun: 'test.ping', target: '*', args: []},
	{fun: 'state.highstate', target: 'db-*', args: [{__kwarg__: true, state_events: true}]},
	{fun: 'cmd.run', target: 'web-*', args: ['uptime']},
	{fun: 'state.apply', target: 'legacy-*', args: ['bad', {__kwarg__: true, state_events: true}]},
	{fun: 'service.restart', target: 'web-0*', args: ['nginx']},
	{fun: 'state.apply', target: '*', args: ['base', {__kwarg__: true, test: true}]},
	{fun: 'test.sleep', target: 'cache-*', args: [40]},
	{fun: 'cmd.run', target: 'db-*', args: ['exit 3']},
];

/** Makes things happen by themselves until the master's world is closed. */
export const startLife = (master: Master): void => {
	const {world} = master;
	const {random} = world;
	const every = (periodMs: number, call: () => void): void => {
		world.after(periodMs, () => {
			call();
			every(periodMs, call);
		});
	};

	let next = 0;
	const work = (): void => {
		const {fun, target, args} = routine[next % routine.length] ?? {fun: 'test.ping', target: '*', args: []};
		next++;
		publish(master, {fun, target, args, targetType: 'glob', user: random.pick(['deploy', 'anna', 'ci'])});
	};

	const somebody = (call: (id: string) => void): void => {
		const up = master.connected();
		if (up.length > 0) call(random.pick(up));
	};

	work();
	every(7000, work);
	const beacon = (id: string): void => {
		const load = Math.round(random.next() * 400) / 100;
		master.fire(`salt/beacon/${id}/load/`, {'1m': load, '5m': load * 0.8, '15m': load * 0.7, id});
	};

	const refresh = (id: string): void =>
		master.fire(`minion/refresh/${id}`, {'Minion data cache refresh': id});
	const restart = (id: string): void => {
		master.setUp(id, false);
		world.after(20_000, () => master.setUp(id, true));
	};

	every(5000, () => somebody(beacon));
	every(11_000, () => somebody(id => runSchedule(master, id)));
	every(10_000, () => {
		for (const id of master.keysIn('minions_pre')) master.sayHello(id);
	});
	every(23_000, () => somebody(refresh));
	every(30_000, () => {
		if (master.options.presence) master.fire('salt/presence/present', {present: master.connected()});
	});
	every(45_000, () => somebody(restart));
	every(50_000, () => {
		void runRunner(master, 'state.orchestrate', {kwarg: {mods: 'orch.deploy'}}, 'deploy', true);
	});
};
