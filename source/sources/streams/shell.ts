import type {Resource} from '../../model/resource.js';

/** A shell to open in a resource. */
export type ShellOptions = {
	readonly resource: Resource;
	readonly size: {readonly columns: number; readonly rows: number};
	/** Bytes as they come: a character may be spread over two calls. */
	readonly output: (bytes: Uint8Array) => void;
	readonly signal: AbortSignal;
};

/** The best shell that a container has (rancher/dashboard shell/components/Window/ContainerShell.vue). */
export const shellCommand: readonly string[] = [
	'/bin/sh',
	'-c',
	'TERM=xterm-256color; export TERM; [ -x /bin/bash ] && exec /bin/bash || exec /bin/sh',
];
