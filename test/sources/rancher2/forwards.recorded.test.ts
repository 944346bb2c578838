import {expect, test} from 'vitest';
import {complaintOf} from '../../../source/sources/rancher2/wire/failure.js';
import {answered, fixtureNames, fixtureText} from './fixture.js';

/** A frame of a forwarded port: which channel it is on, and what it says. */
type Forwarded = {readonly channel: number; readonly bytes: Buffer};

/** What the server sent in frames of their own; the time comes first. */
const framesOf = (file: string): readonly Forwarded[] =>
	fixtureText(file)
		.split('\n')
		.flatMap(line => /^ *\d+ binary (".*")$/.exec(line)?.[1] ?? [])
		.map(text => Buffer.from(String(JSON.parse(text)), 'latin1'))
		.map(bytes => ({channel: bytes[0] ?? -1, bytes: bytes.subarray(1)}));

const portsAskedFor = (file: string): readonly number[] =>
	[...fixtureText(file).matchAll(/[?&]ports=(\d+)/g)].map(([, port]) => Number(port));

test.each(fixtureNames(/portforward-bytes-[\w-]*\.txt$/))(
	'each channel of %s begins with its port; the even ones carry bytes, the odd ones errors',
	file => {
		const frames = framesOf(file);
		const ports = portsAskedFor(file);
		const first = frames.slice(0, ports.length * 2);
		expect(first.map(({channel}) => channel)).toEqual(first.map((_, index) => index));
		expect(first.map(({bytes}) => bytes.readUInt16LE(0))).toEqual(ports.flatMap(port => [port, port]));
		for (const {channel, bytes} of frames.slice(first.length)) {
			const text = bytes.toString();
			if (channel % 2 === 0) expect(text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*hello from the pod/);
			else expect(complaintOf(text).message).toMatch(/^error forwarding port 26809 .*failed to connect/);
		}
	},
);

const handshakes = fixtureNames(/(?:portforward|exec)-(?:ws|spdy)[\w.-]*\.txt$/).filter(
	file => answered(file) === undefined,
);

test.each(handshakes)('%s is taken', file => {
	const text = fixtureText(file);
	expect(text).toMatch(/^HTTP\/1\.1 101 Switching Protocols/m);
	expect(text).toMatch(/^first bytes: /m);
	const asked = /^> (?:sec-websocket-protocol|upgrade): (\S+)$/gm;
	const offered = [...text.matchAll(asked)].map(([, protocol]) => protocol).at(-1);
	expect([
		'v4.channel.k8s.io',
		'v4.base64.channel.k8s.io',
		'SPDY/3.1+portforward.k8s.io',
		'SPDY/3.1',
		'websocket',
	]).toContain(offered);
});

test("kubectl's own forwarding works through Rancher, by websocket and without", () => {
	const lines = fixtureText('more/portforward-kubectl.txt').trim().split('\n');
	expect(lines.map(line => /websockets=(\w+): hello from the pod/.exec(line)?.[1])).toEqual([
		'true',
		'false',
	]);
});

test('a dry run is one by the cluster proxy only: Steve makes the change', () => {
	const [steve, proxy] = fixtureText('more/edit-dryrun.txt').trim().split('\n');
	const imagesOf = (line: string | undefined) =>
		/image was (\S+), is ([^\s:]+:[^\s:]+)/.exec(line ?? '')?.slice(1);
	const [before, after] = imagesOf(steve) ?? [];
	expect(after).not.toBe(before);
	expect(new Set(imagesOf(proxy))).toHaveProperty('size', 1);
});
