import {homedir} from 'node:os';
import type {Environment} from '../model/environment.js';

/** What the program has of its process: the real one, or what a test hands in. */
export type System = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly env: NodeJS.ProcessEnv;
};

/** The person's home directory. */
export const homeOf = ({HOME}: Environment): string => HOME || homedir();
