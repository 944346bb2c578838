import {isObject} from '../../model/json-object.js';
import type {Fields, Json} from '../world/world.js';
import type {Master, Minion} from './master.js';
import {type StateSpec, stateKey, stateResult, stateTree} from './states.js';

/** One minion's part of a job. */
type Call = {
	readonly master: Master;
	readonly minion: Minion;
	readonly jid: string;
	readonly fun: Json;
	readonly args: readonly Json[];
};

/** What a minion makes of it. */
export type Result = {
	readonly value: Json;
	readonly retcode: Json;
	readonly success: Json;
	readonly out?: string;
	/** Until the return is sent, milliseconds before pacing. */
	readonly takesMs: number;
	/** Results of single states, fired while it goes on. */
	readonly steps?: readonly {readonly atMs: number; readonly result: Fields}[];
};

/** Keyword arguments, which travel as a last argument marked `__kwarg__`. */
const keywords = (args: readonly Json[]): Fields => {
	const last = args.at(-1);
	return isObject(last) && last.__kwarg__ === true ? last : {};
};

const done = (value: Json, takesMs = 80): Result => ({value, retcode: 0, success: true, takesMs});

const failed = (value: Json, retcode = 1, takesMs = 80): Result => ({
	value,
	retcode,
	success: false,
	takesMs,
});

/** The states that a state run of a minion is made of: a highstate is `base` and what its role needs. */
const statesFor = (minion: Minion, mods: Json | undefined): readonly StateSpec[] | string => {
	const role = minion.grains.role;
	const all = ['base', typeof role === 'string' ? role : 'base'].filter(
		(sls, at, list) => list.indexOf(sls) === at,
	);
	const names = typeof mods === 'string' ? mods.split(',') : Array.isArray(mods) ? mods.map(String) : all;
	const states: StateSpec[] = [];
	for (const name of names) {
		if (name === 'broken')
			return `Rendering SLS 'base:broken' failed: while parsing a flow sequence\n  in "<unicode string>", line 3, column 13\ndid not find expected ',' or ']'`;
		const found = stateTree[name.trim()];
		if (found === undefined) return `No matching sls found for '${name}' in env 'base'`;
		states.push(...found);
	}

	return states;
};

/** The state run that a minion works on. */
const stateRunOf = (minion: Minion) =>
	[...minion.running].find(([, {job}]) => String(job.fun).startsWith('state.'));

/**
 * Whether a state run has to wait for another one. `saltutil.find_job` and `saltutil.running` know nothing of it then:
 * Salt looks for it in another directory than the one in which it was put (salt/modules/saltutil.py, `find_job`).
 */
export const mustWait = (minion: Minion, fun: Json, args: readonly Json[]): boolean =>
	String(fun).startsWith('state.') && keywords(args).queue === true && stateRunOf(minion) !== undefined;

const applyStates = ({master, minion, jid, fun, args}: Call): Result => {
	const kwargs = keywords(args);
	const busy = stateRunOf(minion);
	if (busy !== undefined) {
		const [other, {pid, job}] = busy;
		const said = `The function "${String(job.fun)}" is running as PID ${pid} and was started at 2026, Nov 20 15:49:31.250968 with jid ${other}`;
		return {...failed([said]), out: 'highstate'};
	}

	const first = typeof args[0] === 'string' ? args[0] : undefined;
	const states = statesFor(minion, fun === 'state.highstate' ? undefined : (kwargs.mods ?? first));
	if (typeof states === 'string') return {...failed([states]), out: 'highstate'};
	const test = kwargs.test === true;
	const value: {[name: string]: Json} = {};
	const steps: {atMs: number; result: Fields}[] = [];
	let atMs = 150;
	for (const [index, spec] of states.entries()) {
		atMs += spec.durationMs;
		const result = stateResult(spec, index, test);
		value[stateKey(spec)] = result;
		steps.push({atMs, result});
	}

	const bad = states.some(spec => spec.fails !== undefined);
	const hasStateEvents = kwargs.state_events === true || (master.options.stateEvents && jid !== '');
	return {
		value,
		retcode: bad ? 2 : 0,
		success: !bad,
		out: 'highstate',
		takesMs: atMs + 20,
		...(hasStateEvents ? {steps} : {}),
	};
};

const signals: Readonly<Record<string, number>> = {'saltutil.kill_job': 9, 'saltutil.term_job': 15};

/** Kills another job here: its return never comes, and only this answer says so. */
const kill = ({minion, fun, args}: Call): Result => {
	const jid = String(args[0]);
	const victim = minion.running.get(jid);
	if (victim === undefined) return done('');
	const signal = signals[String(fun)] ?? (Number(args[1]) || 15);
	if (signal === 9 || signal === 15) victim.stop();
	return done(`Signal ${signal} sent to job ${jid} at pid ${victim.pid}`);
};

const runningJob = (
	minion: Minion,
	[jid, running]: [string, {readonly pid: number; readonly job: {readonly fun: Json}}],
): Fields => ({
	tgt_type: 'glob',
	jid,
	tgt: '*',
	pid: running.pid,
	ret: '',
	user: 'saltdev',
	arg: [],
	fun: running.job.fun,
	id: minion.id,
});

const shell = (line: string): Result => {
	const code = /^exit (\d+)$/.exec(line)?.[1];
	if (code !== undefined) return Number(code) === 0 ? done('') : failed('', Number(code));
	if (line.startsWith('echo ')) return done(line.slice(5));
	if (/^sleep \d+$/.test(line)) return done('', Number(line.slice(6)) * 1000);
	if (line === 'uptime')
		return done(' 12:00:00 up 41 days,  3:12,  0 users,  load average: 0.08, 0.03, 0.01');
	return failed(`/bin/sh: 1: ${line.split(' ')[0] ?? ''}: not found`, 127);
};

const restart = (minion: Minion, service: Json | undefined): Result =>
	minion.services.includes(String(service)) ? done(true, 600) : failed(false, 1, 300);

// Ticks of 10 ms since the machine was started; a minion is as busy as its name is long.
const cpuStats = (now: number, id: string): Fields => {
	const ticks = Math.floor((now % 1e9) / 10);
	const busy = Math.floor((ticks * (id.length % 7)) / 10);
	const one = {user: busy, nice: 0, system: 0, idle: ticks - busy, iowait: 0, irq: 0, softirq: 0, steal: 0};
	return {cpu: one, cpu0: one, cpu1: one, ctxt: ticks, processes: 4711, procs_running: 2};
};

const memory = ({grains}: Minion): Fields => {
	const total = Number(grains.mem_total ?? 4096) * 1024;
	const part = (share: number) => ({value: String(Math.floor(total * share)), unit: 'kB'});
	return {MemTotal: part(1), MemFree: part(0.2), MemAvailable: part(0.55), Cached: part(0.35)};
};

const interfaces = (now: number, id: string): Fields => {
	const bytes = Math.floor((now % 1e9) * (id.length + 3));
	const one = (received: number) => ({rx_bytes: received, tx_bytes: Math.floor(received / 4)});
	return {lo: {iface: 'lo', ...one(bytes * 9)}, eth0: {iface: 'eth0', ...one(bytes)}};
};

const functions: Readonly<Record<string, (call: Call) => Result>> = {
	'test.ping': () => done(true, 30),
	'test.false': () => done(false, 30),
	'odd.bytes_': () => done('b"\\xff\\xfe\\x00abc"'),
	'test.version': ({master}) => done(master.options.version),
	'test.sleep': ({args}) => done(true, (Number(args[0]) || 1) * 1000),
	'test.exception': () =>
		failed(
			'The minion function caused an exception: Traceback (most recent call last):\n  File "minion.py", line 2054, in _thread_return\nException: Testing',
		),
	'grains.items': ({minion}) => done(minion.grains),
	'grains.item': ({minion, args}) =>
		done(Object.fromEntries(args.map(name => [String(name), minion.grains[String(name)] ?? '']))),
	'pillar.items': ({minion}) => done(minion.pillar),
	'cmd.run': ({args}) => shell(String(args[0] ?? '')),
	'service.restart': ({minion, args}) => restart(minion, args[0]),
	'service.get_all': ({minion}) => done([...minion.services]),
	'state.apply': applyStates,
	'state.sls': applyStates,
	'state.highstate': applyStates,
	'saltutil.refresh_pillar': () => done(true, 200),
	'saltutil.refresh_grains': () => done(true, 200),
	'saltutil.sync_all': () => done({beacons: [], grains: [], modules: [], states: []}, 700),
	'saltutil.kill_job': kill,
	'saltutil.term_job': kill,
	'saltutil.signal_job': kill,
	'saltutil.find_job': ({minion, args}) => {
		const running = minion.running.get(String(args[0]));
		return done(running === undefined ? {} : runningJob(minion, [String(args[0]), running]), 20);
	},
	'saltutil.running': ({minion, jid}) =>
		done(
			[...minion.running].filter(([other]) => other !== jid).map(each => runningJob(minion, each)),
			20,
		),
	'status.loadavg': () => done({'1-min': 0.42, '5-min': 0.3, '15-min': 0.21}),
	'status.cpustats': ({master, minion}) => done(cpuStats(master.world.clock.now(), minion.id)),
	'status.meminfo': ({minion}) => done(memory(minion)),
	'status.netdev': ({master, minion}) => done(interfaces(master.world.clock.now(), minion.id)),
	'status.uptime': () => done({seconds: 3_553_920, days: 41, users: 0}),
	'disk.usage': () => done({'/': {'1K-blocks': '20509264', used: '8023412', capacity: '42%'}}),
};

/** Does what a minion does with a function; several functions at once answer by name. */
export const perform = (call: Call): Result => {
	const {fun, master, minion} = call;
	if (Array.isArray(fun)) {
		const results = fun.map((name, index) => {
			const each = call.args[index];
			return {
				name: String(name),
				result: perform({...call, fun: name, args: Array.isArray(each) ? each : []}),
			};
		});
		const by = (pick: (result: Result) => Json): Fields =>
			Object.fromEntries(results.map(({name, result}) => [name, pick(result)]));
		return {
			value: by(({value}) => value),
			retcode: by(({retcode}) => retcode),
			success: by(({success}) => success),
			takesMs: Math.max(...results.map(({result}) => result.takesMs), 0),
		};
	}

	if (fun === 'system.reboot' || fun === 'minion.restart') {
		// The return may never come: the machine is gone before it is sent.
		master.world.after(300, () => master.setUp(minion.id, false));
		master.world.after(4000, () => master.setUp(minion.id, true));
		return done(true, 100_000);
	}

	const known = functions[String(fun)];
	return known === undefined ? {...failed(`'${String(fun)}' is not available.`), out: 'nested'} : known(call);
};
