import {Readable} from 'node:stream';
import {gunzipSync, gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import {readLines} from '../../source/recording/lines.js';
import {GrowingMember, headBytes, readHead} from '../../source/recording/member.js';

const linesOf = async (bytes: Buffer, isPacked: boolean): Promise<readonly string[]> => {
	const lines: string[] = [];
	for await (const line of readLines(Readable.from([bytes]), isPacked)) lines.push(line);
	return lines;
};

const words = Array.from({length: 20_000}, (_none, index) => `line ${index} häßlich 👩‍💻`);

const memberOf = (lines: readonly string[]): GrowingMember => {
	const member = new GrowingMember();
	for (const line of lines) member.add(line);
	return member;
};

test('a member is one of gzip that any program unpacks, and says its length and times', async () => {
	const packed = await memberOf(words).whole(1000, 2000);
	expect(gunzipSync(packed).toString()).toBe(`${words.join('\n')}\n`);
	expect(readHead(packed.subarray(0, headBytes))).toEqual({length: packed.length, from: 1000, to: 2000});
});

test('a member can be read before it is complete, and goes on growing', async () => {
	const member = memberOf(words.slice(0, 9000));
	const early = await member.whole(1, 2);
	for (const line of words.slice(9000)) member.add(line);
	expect(await linesOf(early, true)).toEqual(words.slice(0, 9000));
	expect(await linesOf(await member.whole(1, 3), true)).toEqual(words);
	expect(member.isPacked).toBe(true);
	expect(member.bytes).toBeLessThan(200_000);
});

test('at the end of the program all of it is there at once', () => {
	const member = memberOf(words);
	void member.whole(1, 2);
	expect(gunzipSync(member.wholeNow(1, 2)).toString()).toBe(`${words.join('\n')}\n`);
});

test('members after one another are one text', async () => {
	const parts = [words.slice(0, 10), words.slice(10, 20)].map(lines => memberOf(lines).wholeNow(1, 2));
	expect(await linesOf(Buffer.concat(parts), true)).toEqual(words.slice(0, 20));
});

test.each([
	['of another program', gzipSync('one\n')],
	['too short', Buffer.from([0x1f, 0x8b])],
	['no gzip at all', Buffer.from('{"recording":1,"sources":[]}'.repeat(3))],
])('a head is not that of a member when it is %s', (_what, bytes) => {
	expect(readHead(bytes)).toBeNull();
});

test('lines are read one by one, whatever ends them', async () => {
	expect(await linesOf(Buffer.from('one\r\ntwo\n\nfour'), false)).toEqual(['one', 'two', '', 'four']);
});

test('of a member that is cut off or damaged all whole lines before come, then an error in one line', async () => {
	const packed = memberOf(words).wholeNow(1, 2);
	const damaged = Buffer.from(packed);
	damaged.fill(0xff, packed.length - 2000, packed.length - 1000);
	for (const [bytes, message] of [
		[packed.subarray(0, packed.length - 2000), /cut off/],
		[damaged, /damaged/],
	] as const) {
		const lines: string[] = [];
		const read = async () => {
			for await (const line of readLines(Readable.from([bytes]), true)) lines.push(line);
		};
		const failure = await read().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(UsageError);
		expect(String(failure)).toMatch(message);
		expect(lines.length).toBeGreaterThan(1000);
	}
});

test('a line that never ends is an error, however small it is packed', async () => {
	const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
	expect(bomb.length).toBeLessThan(100_000);
	await expect(linesOf(bomb, true)).rejects.toThrow(/^a line has more than 64 MB$/);
});
