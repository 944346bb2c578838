import {describe, expect, test} from 'vitest';
import type {GuardRule} from '../../../source/model/guard-rule.js';
import {guardRule} from '../guard-rules.js';
import {action, ofContainers, playing, removed, resource, settings, start, unasked} from '../stage.js';

const run = action('cmd.run');
const prompt = {...action('console', 'shell'), lines: {action: 'cmd.run', input: 'cmd'}};
const web = resource('container', 'web-1', {actions: [prompt, run]});

/** A shell that sends lines one by one, open, with rules. */
const opened = (...guard: readonly GuardRule[]) => {
	const play = playing([web], {...ofContainers, settings: {...unasked, guard}}).press('s');
	const [shell] = play.take().filter(({type}) => type === 'open-shell');
	if (shell?.type !== 'open-shell') throw new Error('A shell is opened');
	return {
		play,
		enter(line: string, typed: string | null = null) {
			play.dispatch({type: 'shell-line', shell: shell.id, line, typed, at: start + 1000});
			return play.take().flatMap(effect => (effect.type === 'answer-line' ? effect.verdict : []));
		},
	};
};

describe('a line of a shell', () => {
	test('is in the journal before it is sent, with its end', () => {
		const {play, enter} = opened();
		const [verdict] = enter('systemctl restart web');
		if (verdict?.type !== 'send') throw new Error('It is sent');
		const {id} = verdict;
		const end = {outcome: 'failed', message: 'exit code 3'} as const;
		play.dispatch({type: 'line-ended', id, end, at: start + 3000});
		expect(play.written).toContainEqual(
			expect.objectContaining({
				type: 'sent',
				id: String(id),
				action: {name: 'cmd.run', verb: null},
				input: {cmd: 'systemctl restart web'},
			}),
		);
		expect(play.written).toContainEqual(
			expect.objectContaining({type: 'ended', id: String(id), row: web.key, ...end}),
		);
		expect(play.state.inFlight.has(id)).toBe(false);
	});

	test.each<[string, Partial<GuardRule>]>([
		['the action that it is', {actions: ['cmd.run']}],
		['shells, since it was opened', {actions: ['shell']}],
		['everything', {}],
	])('is refused by a rule about %s', (_what, changes) => {
		const {play, enter} = opened();
		const denied = {...unasked, guard: [guardRule({deny: 'by Salt only', ...changes})]};
		Object.assign(play.state.settings, denied);
		const before = play.written.length;
		expect(enter('reboot')).toEqual([{type: 'refuse', reason: 'guarded: by Salt only'}]);
		expect(play.written).toHaveLength(before);
	});

	test('asks for the name of the row where a rule wants that', () => {
		const {enter} = opened(guardRule({actions: ['cmd.run'], confirmName: true}));
		expect(enter('id')).toEqual([{type: 'ask', phrase: 'web-1'}]);
		expect(enter('id', 'web-2')).toEqual([{type: 'refuse', reason: 'not web-1: nothing was sent'}]);
		expect(enter('id', 'web-1')).toMatchObject([{type: 'send'}]);
	});

	test('is not sent to a row that is gone', () => {
		const {play, enter} = opened();
		play.dispatch({type: 'events', events: [removed(web)]});
		expect(enter('id')).toEqual([{type: 'refuse', reason: 'web-1 is gone'}]);
	});
});

test('nothing is opened while everything is read-only', () => {
	const play = playing([web], {...ofContainers, settings: {...settings, readOnly: true}}).press('s');
	expect(play.take()).toEqual([]);
	expect(play.notice).toMatch(/^read-only/);
});
