/** A frame of a forwarded port, after its channel and without the port that begins each channel. */
type PortFrame = {readonly type: 'bytes' | 'complaint'; readonly bytes: Uint8Array};

const channels = {bytes: 0, complaint: 1};
const portLength = 2;

/** Bytes for the port, as a frame. */
export const framed = (bytes: Uint8Array): Uint8Array =>
	Buffer.concat([Buffer.from([channels.bytes]), bytes]);

/**
 * Reads the frames of a websocket that forwards one port (`v4.channel.k8s.io`): the first byte is the channel; each channel
 * begins with the port, in two bytes (test/fixtures/rancher2/more/portforward-bytes-v4.txt). Null where nothing is left.
 */
export const createPortFrames = (): ((frame: Uint8Array) => PortFrame | null) => {
	const missing = new Map([
		[channels.bytes, portLength],
		[channels.complaint, portLength],
	]);
	return frame => {
		const [channel = -1] = frame;
		const begins = missing.get(channel);
		if (begins === undefined) return null;
		const bytes = frame.subarray(1 + begins);
		missing.set(channel, Math.max(0, begins - (frame.length - 1)));
		if (bytes.length === 0) return null;
		return {type: channel === channels.bytes ? 'bytes' : 'complaint', bytes};
	};
};
