import {describe, expect, test} from 'vitest';
import {nameOf} from '../../../source/state/logs/names.js';
import {newSince} from '../../../source/state/pages/log-scroll.js';
import {broken, following, line, lines, observed, pod, sent, shown, texts, time, web} from '../log-story.js';

describe('lines of several', () => {
	const both = () =>
		sent(sent(following(pod('web-1'), pod('web-2')), 1, 0, {type: 'live'}), 2, 0, {type: 'live'});

	test('come in the order of their times, also those from before they were followed', () => {
		const play = both();
		sent(play, 1, 1000, line('a', {time: time(-9000)}), line('d', {time: time(800)}));
		sent(play, 2, 4000, line('b', {time: time(-8000)}), line('c', {time: time(-1, 500)}));
		expect(shown(play)).toEqual(['a', 'b', 'c', 'd']);
	});

	test('keep the order in which one of them wrote', () => {
		const play = both();
		sent(play, 1, 1000, line('err', {time: time(900, 2)}), line('out', {time: time(900, 1)}));
		expect(shown(play)).toEqual(['err', 'out']);
	});

	test('are put in place while that was just shown, and marked when they come later', () => {
		const play = both();
		sent(play, 1, 10_000, line('one', {time: time(9900)}));
		sent(play, 2, 11_000, line('in time', {time: time(9800)}));
		sent(play, 1, 20_000, line('two', {time: time(19_900)}));
		sent(play, 2, 24_000, line('late', {time: time(19_000)}));
		expect(shown(play)).toEqual(['in time', 'one', 'two', '(5s late) late']);
	});

	test('do not move what is frozen', () => {
		const play = both();
		sent(play, 1, 9000, ...lines(40).map((_one, index) => line(`line ${index}`, {time: time(8000 + index)})));
		play.press('f k');
		const {frozenAt} = play.view('logs');
		sent(play, 2, 9500, line('between', {time: time(8010, 5)}), line('new', {time: time(9400)}));
		const view = play.view('logs');
		expect(view.frozenAt).toBe((frozenAt ?? 0) + 1);
		expect(newSince(view)).toBe(2);
		expect(texts(view.buffer)[view.frozenEnd]).toBe('new');
	});

	test('say who wrote them', () => {
		const play = sent(both(), 2, 0, line('x'));
		const {buffer, members} = play.view('logs');
		const [entry] = [buffer.entry(0)];
		expect(entry && nameOf(entry, members.hasSeveral)).toBe('web-2');
	});

	test('of a machine whose clock is wrong say so once, and stay in their order', () => {
		const play = both();
		for (let second = 5; second < 15; second++) {
			sent(play, 1, second * 1000, line(`a${second}`, {time: time(second * 1000 - 50)}));
			sent(play, 2, second * 1000 + 100, line(`b${second}`, {time: time(second * 1000 - 29_900)}));
		}

		const found = shown(play);
		expect(found.filter(text => text.includes('clock'))).toEqual([
			"-- 22:13:30 these lines come 30s late, or the clock that stamps them is behind this machine's --",
		]);
		expect(found.slice(-2)).toEqual(['a14', 'b14']);
	});

	test('from the future say by how much that clock is ahead', () => {
		const play = sent(both(), 1, 4000, line('soon', {time: time(64_000)}));
		expect(shown(play)).toEqual([
			'soon',
			"-- 22:13:24 the clock that stamps these lines is 1m ahead of this machine's --",
		]);
	});
});

describe('what happens', () => {
	const three = () => {
		const play = following(pod('web-1'), pod('web-2'), pod('web-3'));
		for (const writer of [1, 2, 3]) sent(play, writer, 0, {type: 'live'});
		return play;
	};

	test('to many at once is said once, with their number', () => {
		const play = three();
		for (const writer of [1, 2, 3]) sent(play, writer, 1000 + writer, broken('ECONNREFUSED', 2000));
		for (const writer of [1, 2, 3]) sent(play, writer, 5000 + writer, {type: 'live'});
		expect(shown(play)).toEqual([
			'-- 22:13:21 ECONNREFUSED (and 2 more) --',
			'-- 22:13:25 the log goes on, after 4s (and 2 more) --',
		]);
		sent(play, 1, 9000, broken('ECONNREFUSED', 2000));
		expect(shown(play).at(-1)).toBe('-- 22:13:29 ECONNREFUSED --');
	});

	test('when a source is turned off and on: what was shown does not come again', () => {
		const play = three();
		const both = [line('one', {time: time(900)}), line('two', {time: time(950, 7)})];
		sent(play, 1, 1000, ...both);
		const turn = () => play.press(': s o u r c e s enter space escape');
		expect(
			turn()
				.take()
				.filter(({type}) => type === 'leave-log'),
		).toHaveLength(3);
		turn();
		observed(play, 9000, web, pod('web-1'));
		sent(play, 4, 10_000, ...both, line('three', {time: time(9900)}));
		expect(shown(play)).toEqual([
			'one',
			'two',
			...Array.from({length: 3}, () => expect.stringContaining('is gone')),
			expect.stringContaining('is new here'),
			'three',
		]);
	});
});
