import type {Fields, Json} from '../world/world.js';
import {match, publish} from './dispatch.js';
import type {Batch, CachedJob, Command} from './job.js';
import type {Master} from './master.js';

const base = ({jid, command}: Batch): Fields => ({
	jid,
	fun: command.fun,
	tgt: command.target,
	tgt_type: command.targetType,
	user: command.user,
});

/** Fires `salt/batch/<jid>/<what>` as the command line does: with its whole state. */
const emit = (master: Master, batch: Batch, what: string): void => {
	const {jid, all, pending, active, done, size, halted} = batch;
	const state = {
		jid,
		all_minions: all,
		pending,
		active: Object.fromEntries([...active].map(id => [id, 0])),
		done: Object.fromEntries([...done].map(([id, ret]) => [id, {ret, retcode: 0, jid}])),
		failed: {},
		batch_size: size,
		halted,
	};
	master.fire(`salt/batch/${jid}/${what}`, {...base(batch), driver: 'cli', state});
};

/** Whether a master has batches that say what they are about. */
const saysSo = (master: Master): boolean => master.options.version >= '3008';

const sizeOf = (batch: Json | undefined, count: number): number => {
	const text = String(batch ?? '10%');
	const number = Number.parseInt(text, 10) || 1;
	return Math.max(1, text.endsWith('%') ? Math.floor((number * count) / 100) : number);
};

/** Waits until all minions of a job that are there have returned. */
const settled = (master: Master, job: CachedJob): Promise<void> =>
	new Promise(resolve => {
		const check = (): void => {
			const left = (job.minions ?? []).filter(id => !job.results.has(id));
			if (left.some(id => master.minions.get(id)?.running.has(job.jid) === true)) return;
			job.done.delete(check);
			resolve();
		};

		job.done.add(check);
		check();
	});

/**
 * Runs a command on some minions after the others. Since 3008 all of these share one jid, and the master says what the
 * whole is about (test/fixtures/salt/found/04-batch-3008.sse); before, they are jobs of their own.
 */
export const runBatch = async (master: Master, command: Command, low: Fields): Promise<Json[]> => {
	const all = match(master, command.target, command.targetType).filter(id => master.minions.get(id)?.up);
	const waitMs = (Number(low.batch_wait) || 0) * 1000;
	const size = sizeOf(low.batch, all.length);
	const batch: Batch = {
		jid: master.newJid(),
		command,
		all,
		size,
		pending: all,
		active: new Set(),
		done: new Map(),
		halted: false,
	};
	const isReported = saysSo(master);
	if (isReported) master.batches.set(batch.jid, batch);
	if (isReported) emit(master, batch, 'new');
	const answers: Json[] = [];
	while (batch.pending.length > 0 && !batch.halted) {
		const now = batch.pending.slice(0, size);
		batch.pending = batch.pending.slice(size);
		for (const id of now) batch.active.add(id);
		if (isReported) emit(master, batch, 'progress');
		const job = publish(
			master,
			{...command, target: now, targetType: 'list'},
			isReported ? {jid: batch.jid} : {},
		);
		if (job !== null) await settled(master, job);
		for (const id of now) {
			const value = job?.results.get(id)?.return ?? null;
			batch.active.delete(id);
			batch.done.set(id, value);
			answers.push({[id]: value});
		}

		if (isReported) emit(master, batch, 'progress');
		if (waitMs > 0 && batch.pending.length > 0) {
			await new Promise<void>(resolve => void master.world.after(waitMs, resolve));
		}
	}

	if (isReported && !batch.halted) emit(master, batch, 'complete');
	master.batches.delete(batch.jid);
	return answers;
};

/** `batch.stop` (salt/runners/batch.py): what has not begun will not. False where the batch is over. */
export const stopBatch = (master: Master, jid: string, kill: boolean): boolean => {
	const batch = master.batches.get(jid);
	if (batch === undefined || batch.halted) return false;
	batch.halted = true;
	master.batches.delete(jid);
	if (kill) {
		publish(master, {
			fun: 'saltutil.kill_job',
			args: [jid],
			target: [...batch.active],
			targetType: 'list',
			user: 'root',
		});
	}

	master.fire(`salt/batch/${jid}/stop`, {jid, reason: 'stop'});
	master.fire(`salt/batch/${jid}/halted`, {
		...base(batch),
		reason: 'stop',
		completed: batch.done.size,
		failed: 0,
		abandoned_active: [...batch.active],
		abandoned_pending: batch.pending,
	});
	return true;
};

/** `batch.list_active`. */
export const activeBatches = (master: Master): Json =>
	[...master.batches.values()].map(batch => ({
		...base(batch),
		total: batch.all.length,
		completed: batch.done.size,
		active: batch.active.size,
		pending: batch.pending.length,
		failed: 0,
		batch_size: batch.size,
		halted: false,
		driver: 'cli',
	}));
