import {describe, expect, test} from 'vitest';
import type {GuardRule} from '../../../source/model/guard-rule.js';
import {guardRule} from '../guard-rules.js';
import {settings} from '../stage.js';
import {onto, playing, run} from './source-commands.js';

describe('a command that is guarded', () => {
	const guarded = (changes: Partial<GuardRule>) =>
		playing(false, {...settings, guard: [guardRule({source: 'one', ...changes})]});

	test('is refused with the reason, on its source only', () => {
		const play = run(guarded({actions: ['drop'], deny: 'ask ops first'}), 'drop all');
		expect([play.notice, play.take()]).toEqual(['guarded: ask ops first', []]);
		expect(run(guarded({actions: ['drop'], deny: 'no'}), 'ping web').notice).toBe('ping sent to one');
		expect(run(onto(guarded({deny: 'no'}), 'c-two'), 'ping web').notice).toBe('ping sent to two');
	});

	test('may reach every row of its source', () => {
		expect(run(guarded({when: 'name:c-one', deny: 'no'}), 'ping web').notice).toBe('guarded: no');
		expect(run(guarded({when: 'name:c-two', deny: 'no'}), 'ping web').notice).toBe('ping sent to one');
	});

	test('asks for the name of its source, although it only looks', () => {
		const play = run(guarded({confirmName: true}), 'ping web');
		expect(play.state.dialog).toMatchObject({type: 'send', phrase: {wanted: 'one'}});
		play.take();
		expect(play.type('two').press('enter').take()).toEqual([]);
		expect(play.press('ctrl-u').type('one').press('enter').take()).toMatchObject([
			{type: 'command', source: 'one', line: 'ping web'},
		]);
	});
});
