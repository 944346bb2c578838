import {expect, test} from 'vitest';
import {asTexts, isJid, jidTime, parseEvent, stampOf} from '../../../../source/sources/salt/wire/frames.js';

test('reads an event of the master, whose payload is its data', () => {
	const event = parseEvent(
		'{"data": {"act": "pend", "_stamp": "2026-11-20T15:45:01.781176"}, "tag": "salt/auth"}',
	);
	expect(event).toMatchObject({
		tag: 'salt/auth',
		payload: {act: 'pend'},
		stamp: Date.UTC(2026, 10, 20, 15, 45, 1, 781),
	});
});

test('takes what a minion fired out of its envelope, also where it is a text', () => {
	const text =
		'{"data": {"id": "a", "cmd": "_minion_event", "data": "Minion a started", "_stamp": "2026-11-20T15:45:42"}, "tag": "minion_start"}';
	expect(parseEvent(text)?.payload).toBe('Minion a started');
});

test('shows NaN and Infinity, which Python writes, and leaves them alone in texts', () => {
	const event = parseEvent(
		'{"data": {"m": NaN, "i": -Infinity, "t": "NaN \\" Infinity"}, "tag": "test/nan"}',
	);
	expect(event?.data).toEqual({m: 'NaN', i: '-Infinity', t: 'NaN " Infinity'});
});

test('believes the tag in the JSON, and takes the name of a syndic off', () => {
	expect(parseEvent('{"data": {}, "tag": "test/a\\nb: c"}')?.tag).toBe('test/a\nb: c');
	expect(parseEvent('{"data": {}, "tag": "syndic/lower-1/salt/auth"}')?.tag).toBe('salt/auth');
	expect(parseEvent('{"data": {}, "tag": "syndic/lower-1/"}')?.tag).toBe('syndic/lower-1/');
});

test.each(['', '{', '[]', '"x"', '{"data": {}}', '{"data": {}, "tag": 7}'])(
	'says that %j is not an event',
	text => {
		expect(parseEvent(text)).toBeNull();
	},
);

test('reads time stamps as UTC, with and without a fraction', () => {
	expect(stampOf('2026-11-20T15:45:01')).toBe(Date.UTC(2026, 10, 20, 15, 45, 1));
	expect(stampOf('2026-11-20T15:45:01.999999Z')).toBe(Date.UTC(2026, 10, 20, 15, 45, 1, 999));
	expect(stampOf('2026-11-20T15:45:01.123456')).toBe(Date.UTC(2026, 10, 20, 15, 45, 1, 123));
	expect(stampOf('2026-11-20T15:45:01.123+02')).toBeNull();
	expect(stampOf('2026-11-2OT15:45:01.123456')).toBeNull();
	expect(stampOf('2026-13-20T15:45:01.123456')).toBeNull();
	expect(stampOf('2026-00-20T15:45:01.123456')).toBeNull();
	expect(stampOf('2026-11-20T25:45:01.123456')).toBeNull();
	expect(stampOf('2026-11-20T15:61:01.123456')).toBeNull();
	expect(stampOf('2026-11-40T15:45:01.123456')).toBeNull();
	expect(stampOf('2026-11 20T15:45:01.123456')).toBeNull();
	expect(stampOf('yesterday')).toBeNull();
	expect(stampOf(7)).toBeNull();
});

test('knows jids and the time in them', () => {
	expect(isJid('20261120154917940217')).toBe(true);
	expect(isJid('20261120154917940217_4711')).toBe(true);
	expect(isJid('2026112015491794021')).toBe(false);
	expect(jidTime('20261120154917940217')).toBe(Date.UTC(2026, 10, 20, 15, 49, 17, 940));
	expect(jidTime('req')).toBeNull();
});

test('takes a lone text for a list of one', () => {
	expect(asTexts('test.ping')).toEqual(['test.ping']);
	expect(asTexts(['a', 7, 'b'])).toEqual(['a', 'b']);
	expect(asTexts(null)).toEqual([]);
});
