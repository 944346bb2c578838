import {describe, expect, test, vi} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {once} from '../../source/output/once.js';
import {changed} from '../state/rows.js';
import {allKindsEvent, filterOf, kindsEvent, now, pass, stage, status, stopTime} from './stage.js';

const web = {id: '1i1', name: 'shop/web', cells: {IMAGE: 'nginx:1.15', HOST: 'prod//host/1h1'}};
const listedWeb = [allKindsEvent(), changed(now, web, true), status('live')];

const run = async (filter: string, events: readonly SourceEvent[] = listedWeb) => {
	const {options, stderr} = stage({filter: filterOf(filter)});
	const report = once(options);
	for (const event of events) report.emit(event);
	if (vi.isFakeTimers()) await pass(0);
	const exitCode = await report.ended;
	return {exitCode, errors: stderr.text};
};

describe('the filter of one snapshot', () => {
	test.each([
		['nosuch:x', `no row has a field or column 'nosuch', nor the text "nosuch:x"`],
		['not nosuch!=x', "no row has a field or column 'nosuch'"],
		['kind:bogus', "no source has a kind 'bogus'"],
		['name:web and kind=pods', "no source has a kind 'pods'"],
	])('%s is printed with a warning: nothing has it', async (text, doubt) => {
		stopTime();
		const {exitCode, errors} = await run(text);
		expect(exitCode).toBe(0);
		expect(errors).toBe(`rwatch: --filter '${text}': ${doubt}\n`);
	});

	test.each([
		'nginx:1.15',
		'image:nothing',
		'host:x',
		'kind:co',
		'kind:con',
		'kind!=job',
		'stuck:false',
		'id:x',
	])('%s is nothing to warn of', async text => {
		expect(await run(text)).toMatchObject({exitCode: 0, errors: ''});
	});

	test('may have a column that is not shown', async () => {
		const events = [kindsEvent(), changed(now, {cells: {PROJECT: 'p'}}, true), status('live')];
		expect(await run('project:x', events)).toMatchObject({errors: ''});
	});
});
