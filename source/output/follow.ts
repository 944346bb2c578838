import {changeFormat} from './change-lines.js';
import {ChangeStream} from './change-stream.js';
import {createDoubts} from './doubts.js';
import {FollowedAlerts} from './followed-alerts.js';
import {FurtherKinds} from './further-kinds.js';
import {pipeTo} from './pipe.js';
import type {ChangeRecord} from './record.js';
import type {FollowOptions, Report} from './report.js';
import {exitCodeOf, isHopeless, troubleOf} from './source-state.js';
import {warn} from './warn.js';

/**
 * `--follow`: prints every change until the reader closes the pipe or a recording is over (exit code 0; 1 where that was
 * not complete), no source knows the kind (2), or every source refuses before it was listed (3, 4).
 */
export const follow = (asked: FollowOptions): Report => {
	const alerts = new FollowedAlerts(asked, change => print(change));
	const options = {...asked, show: alerts.show};
	const pipe = pipeTo(options.stdout);
	const format = changeFormat(options.format, alerts.isOn);
	pipe.write(format.head);
	const print = (change: ChangeRecord) => pipe.write(format.line(change));
	const {applied, retest, measured} = alerts;
	const stream = new ChangeStream(options, {changed: print, applied, retest, measured}, alerts.tick);
	alerts.follow(stream.selection);
	let end: (exitCode: number) => void = () => undefined;
	const given = new Promise<number>(resolve => {
		end = resolve;
	});

	const check = () => {
		const {all} = stream.states;
		if (all.every(state => state.isOver || (isHopeless(state) && !state.listed))) {
			for (const line of all.flatMap(state => troubleOf(state, 'all'))) warn(options.stderr, line);
			end(exitCodeOf(all, 'all'));
		}
	};
	const doubt = createDoubts(stream, {'--filter': options.filter}, options.stderr, asked.alerts);
	const furtherKinds = new FurtherKinds(stream, doubt, fault => {
		warn(options.stderr, fault);
		end(2);
	});

	return {
		emit(event) {
			stream.emit(event);
			if (event.type === 'status' || event.type === 'kinds') check();
			furtherKinds.observe(event);
		},
		ended: Promise.race([given, pipe.closed.then(() => 0)]).finally(() => {
			stream.close();
			furtherKinds.close();
		}),
	};
};
