import {expect, onTestFinished, test, vi} from 'vitest';
import {follow} from '../../source/output/follow.js';
import {until} from '../../source/output/until.js';
import {changed, listed} from '../state/rows.js';
import {filterOf, kindsEvent, now, stage, status} from './stage.js';

const minute = 60_000;

/** A clock that stands still until it is moved. */
const movableClock = () => {
	vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
	onTestFinished(() => void vi.useRealTimers());
	let time = now;
	return {
		now: () => time,
		async move(durationMs: number) {
			time += durationMs;
			await vi.advanceTimersByTimeAsync(1000);
		},
	};
};

test('--until ends when a row has been in its state for long enough, though nothing happens to it', async () => {
	const clock = movableClock();
	const {options} = stage({now: clock.now});
	const report = until({...options, until: filterOf('state:running and since>=1m')});
	let exitCode: number | null = null;
	void report.ended.then(code => {
		exitCode = code;
	});
	const row = {id: 'a', since: now};
	for (const event of [kindsEvent(), changed(now, row, true), listed(now, [row]), status('live')])
		report.emit(event);
	await clock.move(minute / 2);
	expect(exitCode).toBeNull();
	await clock.move(minute);
	expect(exitCode).toBe(0);
});

test('--follow reports that a row has left the filter by its age, and that it is not removed', async () => {
	const clock = movableClock();
	const {options, stdout} = stage({now: clock.now, filter: filterOf('age<1h')});
	const report = follow(options);
	report.emit(kindsEvent());
	report.emit(changed(now, {id: 'a', created: now - 59 * minute}, true));
	report.emit(status('live'));
	await clock.move(2 * minute);
	expect(stdout.values.at(-1)).toMatchObject({type: 'removed', id: 'a', removed: false});
});
