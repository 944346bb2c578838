import {AccountedError} from '../model/errors.js';

/** Writes to standard output until the reader closes it. */
type Pipe = {
	readonly write: (text: string) => void;
	/** Resolves when everything is written, or the reader closed the pipe; rejects with any other error. */
	readonly flush: () => Promise<void>;
	/** Resolves when the reader closed the pipe (EPIPE); rejects with any other error. */
	readonly closed: Promise<void>;
};

const isClosedPipe = (error: NodeJS.ErrnoException): boolean =>
	error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';

const lost = (error: Error) =>
	new AccountedError(
		{
			attempted: 'Cannot write the output',
			target: 'standard output',
			answer: error.message,
			advice: 'what was printed is not complete',
		},
		error,
	);

/** The pipe over a stream; its error listener stays, because errors of earlier writes arrive late. */
export const pipeTo = (stream: NodeJS.WritableStream): Pipe => {
	let open = true;
	const closed = new Promise<void>((resolve, reject) => {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			open = false;
			if (isClosedPipe(error)) resolve();
			else reject(lost(error));
		});
	});
	// `flush` rejects with the same error.
	closed.catch(() => undefined);
	const written = () =>
		new Promise<void>(resolve => {
			stream.write('', error => {
				// The stream's event, which comes later, reports the failure.
				if (!error) resolve();
			});
		});
	return {
		write(text) {
			if (open && text !== '') stream.write(text);
		},
		flush: () => (open ? Promise.race([closed, written()]) : closed),
		closed,
	};
};
