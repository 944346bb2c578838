/** An open connection to a port in a resource: bytes both ways. */
export type PortConnection = {
	/** What it leads to, such as the pod that was chosen. Untrusted: must pass `printable`. */
	readonly to: string;
	/** Resolves when the bytes are on their way: whoever waits for that before the next ones holds no more than these. */
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/** Nothing more comes until `resume`, but for what is on its way. */
	readonly pause: () => void;
	readonly resume: () => void;
	readonly close: () => void;
	/** Resolves when the other side has closed it, rejects with the reason when it broke or was refused there. */
	readonly ended: Promise<void>;
};
