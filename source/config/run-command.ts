import type {Environment} from '../model/environment.js';

/**
 * Runs a program without a shell, and resolves with what it printed on standard output. Rejects with the reason where it
 * cannot be started or takes longer than the limit.
 */
export type RunCommand = (command: {
	readonly program: string;
	readonly arguments_: readonly string[];
	readonly environment: Environment;
	readonly limitMs: number;
	/** It may ask on the terminal, as for a passphrase. */
	readonly asks?: true;
}) => Promise<{
	/** `exit code 3`. */
	readonly status: string;
	readonly isGood: boolean;
	readonly output: string;
}>;
