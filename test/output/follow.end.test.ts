import {Writable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {follow} from '../../source/output/follow.js';
import {changed, listed} from '../state/rows.js';
import {hangUp, start} from './follow-start.js';
import {allKindsEvent, filterOf, kindsEvent, now, pass, stage, status, stopTime} from './stage.js';

describe('following', () => {
	test('ends quietly when nobody reads any more', async () => {
		const {report, stdout, stderr} = start();
		hangUp(stdout);
		expect(await report.ended).toBe(0);
		report.emit(status('connecting'));
		expect(stderr.text).toBe('');
	});

	test('fails when what is written is lost', async () => {
		const full = new Writable({
			write: (_chunk, _encoding, done) => done(Object.assign(new Error('write ENOSPC'), {code: 'ENOSPC'})),
		});
		const report = follow(stage({stdout: full}).options);
		report.emit(status('connecting'));
		await expect(report.ended).rejects.toThrow('ENOSPC');
	});

	test('ends with 3 when every source refuses from the start', async () => {
		const {report, stderr} = start();
		report.emit(status('refused', 'HTTP 401'));
		expect(await report.ended).toBe(3);
		expect(stderr.text).toBe('rwatch: prod: refused: HTTP 401\n');
	});

	test('goes on when only a part of a source refuses', () => {
		const {report, stderr} = start();
		report.emit(listed(now, []));
		report.emit(status('refused', '1 of 2 projects: HTTP 403'));
		expect(stderr.text).toBe('');
	});

	test('waits for all kinds before it ends for one that nobody has', async () => {
		stopTime();
		const {report, stderr} = start({kind: 'pods'});
		report.emit(kindsEvent());
		report.emit(status('live'));
		await pass(60_000);
		expect(stderr.text).toBe('');
		report.emit(allKindsEvent());
		await pass(0);
		expect(await report.ended).toBe(2);
		expect(stderr.text).toContain("No source has a kind 'pods'");
	});

	test('ends at once for a kind that nobody has where the source has reported all its kinds', async () => {
		const {report, stderr} = start({kind: 'pods'});
		report.emit(allKindsEvent());
		report.emit(status('live'));
		expect(await report.ended).toBe(2);
		expect(stderr.text).toContain("No source has a kind 'pods'");
	});

	test('warns once of a filter that asks for what nothing has, and goes on', async () => {
		stopTime();
		const {report, stderr, stdout} = start({filter: filterOf('kind:bogus or nosuch=x')});
		for (const event of [allKindsEvent(), changed(now, {id: 'a'}, true), status('live')]) report.emit(event);
		const doubts = [
			"no source has a kind 'bogus'",
			`no row has a field or column 'nosuch', nor the text "nosuch=x"`,
		];
		const said = doubts.map(doubt => `rwatch: --filter 'kind:bogus or nosuch=x': ${doubt}\n`).join('');
		await pass(0);
		expect(stderr.text).toBe(said);
		report.emit(status('retrying'));
		report.emit(status('live'));
		await pass(0);
		report.emit(changed(now, {id: 'b', message: 'nosuch=x'}));
		expect(stdout.values.at(-1)).toMatchObject({type: 'added', id: 'b'});
		expect(stderr.text).toBe(said);
	});
});
