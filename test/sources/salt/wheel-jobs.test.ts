import {expect, test} from 'vitest';
import {live, until} from './scene.js';

const signal = () => new AbortController().signal;

test.each(['3007.1', '3008.5'])('a wheel call is described as the job cache of %s has it', async version => {
	const {source, row, rows, log} = await live({demo: {version}, show: ['return']});
	await source.command('wheel key.reject web-z.example', signal());
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	const jid = rows('job')[0]?.id ?? expect.fail('no job');
	expect(await source.object(row(`job/${jid}`), signal())).toMatchObject({
		jid,
		user: 'saltdev',
		cache: {Function: 'wheel.key.reject'},
	});
	expect(await source.object(row(`return/${jid}/master`), signal())).toMatchObject({
		jid,
		result: {return: {fun: 'wheel.key.reject', success: true}},
	});
	const {events} = log(`job/${jid}`);
	await until(() => expect(events).toContainEqual(expect.objectContaining({type: 'line'})));
	expect(row(`job/${jid}`).cells.USER).toBe('saltdev');
	expect(rows('job').filter(({name}) => name.startsWith('wheel.'))).toHaveLength(1);
});
