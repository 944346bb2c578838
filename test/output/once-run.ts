import {vi} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {once} from '../../source/output/once.js';
import type {OnceOptions} from '../../source/output/report.js';
import {changed, listed} from '../state/rows.js';
import {allKindsEvent, now, pass, stage, status} from './stage.js';

const image = {IMAGE: 'nginx:1.15', HOST: 'prod//host/1h1', STARTED: now - 60_000};

/** A container that runs. */
export const web = {id: '1i1', name: 'shop/web', created: now - 3_600_000, since: now - 60_000, cells: image};

/** A container on its way. */
export const db = {
	id: '1i2',
	name: 'shop/db',
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
} as const;
const host = {id: '1h1', kind: 'host', name: 'node-1', key: 'prod//host/1h1'};
const rows = [changed(now, web, true), changed(now, db, true), changed(now, host, true)];

/** A source that reports both containers and their host, and is live. */
export const whole = [allKindsEvent(), ...rows, listed(now, [web, db]), status('live')];

/** Reports once on what the sources emit; waits for the end. */
export const run = async (wanted: Partial<OnceOptions>, events: readonly SourceEvent[] = whole) => {
	const {options, stdout, stderr, shown} = stage(wanted);
	const report = once(options);
	for (const event of events) report.emit(event);
	if (vi.isFakeTimers()) await pass(0);
	const exitCode = await report.ended;
	return {exitCode, text: stdout.text, values: stdout, errors: stderr.text, shown};
};
