import {deathMs, deathTitle, sharedMachines} from '../world/machines.js';
import type {Story} from '../world/stories.js';
import type {Json} from '../world/world.js';
import {answerJob, publish} from './dispatch.js';
import type {CachedJob} from './job.js';
import type {Master} from './master.js';
import {addMinion} from './population.js';
import {runRunner} from './runners.js';
import {runWheel} from './wheels.js';

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

type Command = {readonly fun: string; readonly target: string; readonly args: readonly Json[]};

const live: Json = {__kwarg__: true, state_events: true};

const ofJob =
	(master: Master) =>
	(title: string, {fun, target, args}: Command): Story => ({
		title,
		begin() {
			publish(master, {fun, target, args, targetType: 'glob', user: 'deploy'});
			return () => [...master.minions.values()].every(({running}) => running.size === 0);
		},
	});

const restartStory = (master: Master, id: string, title: string, awayMs: number): Story => ({
	title,
	begin() {
		master.setUp(id, false);
		master.world.after(awayMs, () => master.setUp(id, true));
		return () => master.connected().includes(id);
	},
});

/** States fail in a chain; later others are applied to the same minions, and all is well again. */
const failStory = (master: Master): Story => ({
	title: 'states fail in a chain',
	begin() {
		const sent = {fun: 'state.apply', target: 'db-*', targetType: 'glob', user: 'deploy'};
		let isRepaired = false;
		publish(master, {...sent, args: ['release', live]});
		master.world.after(45_000, () => {
			publish(master, {...sent, args: ['db', live]});
			isRepaired = true;
		});
		return () => isRepaired && [...master.minions.values()].every(({running}) => running.size === 0);
	},
});

const acceptStory = (master: Master): Story => ({
	title: 'a minion asks to be accepted, and is',
	begin() {
		const id = `new-${master.world.random.integer(10, 99)}.example`;
		if (master.keys.has(id)) return () => true;
		addMinion(master, id, true);
		master.keys.set(id, new Set(['minions_pre']));
		master.sayHello(id);
		master.world.after(20_000, () => {
			if (master.keys.get(id)?.has('minions_pre'))
				runWheel(master, 'key.accept', {match: id}, 'deploy', false);
		});
		return () => master.keys.get(id)?.has('minions_pre') !== true;
	},
});

/** What can happen here, each with a good end. */
export const storiesOf = (master: Master): readonly Story[] => {
	const job = ofJob(master);
	return [
		job('states are applied', {fun: 'state.apply', target: 'web-*', args: ['web', live]}),
		restartStory(master, 'web-02.example', 'a minion restarts', 20_000),
		failStory(master),
		job('a command runs', {fun: 'cmd.run', target: 'web-*', args: ['uptime']}),
		acceptStory(master),
		job('a highstate', {fun: 'state.highstate', target: 'db-*', args: [live]}),
		job('a service is restarted', {fun: 'service.restart', target: 'web-0*', args: ['nginx']}),
		job('a job that takes long', {fun: 'test.sleep', target: 'cache-*', args: [30]}),
		...sharedMachines.slice(1, 2).map(({fullName}) => restartStory(master, fullName, deathTitle, deathMs)),
		{
			title: 'an orchestration',
			begin() {
				void runRunner(master, 'state.orchestrate', {kwarg: {mods: 'orch.deploy'}}, 'deploy', true);
				return () => true;
			},
		},
	];
};

/** What goes on all the time and changes nothing that people look at, until the world is closed. */
export const startLife = (master: Master): void => {
	const {world} = master;
	const every = (periodMs: number, call: () => void): void => {
		world.after(periodMs, () => {
			call();
			every(periodMs, call);
		});
	};

	const somebody = (call: (id: string) => void): void => {
		const up = master.connected();
		if (up.length > 0) call(world.random.pick(up));
	};

	every(9000, () =>
		somebody(id => {
			const load = Math.round(world.random.next() * 400) / 100;
			master.fire(`salt/beacon/${id}/load/`, {'1m': load, '5m': load * 0.8, '15m': load * 0.7, id});
		}),
	);
	every(31_000, () => somebody(id => runSchedule(master, id)));
	every(23_000, () => somebody(id => master.fire(`minion/refresh/${id}`, {'Minion data cache refresh': id})));
	every(30_000, () => {
		if (master.options.presence) master.fire('salt/presence/present', {present: master.connected()});
	});
};
