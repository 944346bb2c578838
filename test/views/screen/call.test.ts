import {expect, test} from 'vitest';
import {callSequence, formerTitle, titleSequence} from '../../../source/views/screen/call.js';

const call = (text: string) => ({text, bell: true, notify: true});

test('a call is a notification in both forms, and the bell', () => {
	expect(callSequence(call('pod web; fails'), {TERM: 'xterm-256color'})).toBe(
		'\u001b]9;rwatch: pod web; fails\u0007\u001b]777;notify;rwatch;pod web, fails\u0007\u0007',
	);
	expect(callSequence({...call('x'), notify: false}, {})).toBe('\u0007');
	expect(callSequence({...call('x'), bell: false, notify: false}, {})).toBe('');
});

test.each([
	[{TERM: 'xterm-kitty'}, '\u001b]777;notify;rwatch;x\u0007\u0007'],
	[{TERM_PROGRAM: 'iTerm.app'}, '\u001b]9;rwatch: x\u0007\u0007'],
	[
		{TMUX: '/tmp/tmux,1,0', TERM: 'tmux-256color'},
		'\u001bPtmux;\u001b\u001b]9;rwatch: x\u0007\u001b\u001b]777;notify;rwatch;x\u0007\u001b\\\u0007',
	],
	[{STY: '1.pts'}, '\u001bP\u001b]9;rwatch: x\u0007\u001b]777;notify;rwatch;x\u0007\u001b\\\u0007'],
])('for %o there is one form of it', (env, expected) => {
	expect(callSequence(call('x'), env)).toBe(expected);
});

test('foreign text ends no sequence, and is not long', () => {
	const nasty = `a\u0007b\u001b\\c\u009c${'x'.repeat(100_000)}`;
	const sequence = callSequence({...call(nasty), bell: false}, {});
	expect(sequence.split('\u0007')).toHaveLength(3);
	expect(sequence.split('\u001b')).toHaveLength(3);
	expect(sequence.length).toBeLessThan(500);
	const title = titleSequence(nasty, true);
	expect(title.split('\u001b')).toHaveLength(2);
	expect(title.length).toBeLessThan(250);
});

test('the former title is kept once, and comes back', () => {
	expect(titleSequence('x', false)).toBe('\u001b[22;2t\u001b]2;x\u0007');
	expect(titleSequence('x', true)).toBe('\u001b]2;x\u0007');
	expect(formerTitle).toBe('\u001b[23;2t');
});
