import * as v from 'valibot';
import {type Files, readableFault} from '../files/read.js';
import type {Environment} from '../model/environment.js';
import {messageOf} from '../model/errors.js';
import type {Draft} from './draft.js';
import type {Warn} from './environment.js';
import type {RunCommand} from './run-command.js';
import type {ParseUrl} from './source-url.js';

/** A server that a vendor's own tool knows. */
export type VendorServer = {
	readonly draft: Draft;
	/** The tool would use it now: it is watched when nothing else is named. */
	readonly current: boolean;
};

/** Where the files are looked for. */
export type VendorPlaces = {
	readonly files: Files;
	readonly environment: Environment;
	readonly home: string;
	readonly parseUrl: ParseUrl;
	readonly warn: Warn;
	/** Reports why the server that the tool would use now cannot be used. */
	readonly fail: Warn;
	readonly run: RunCommand;
};

/** The file of a vendor's own tool. */
export type VendorFile = {
	/** Whose it is, in texts: `the Rancher CLI`. */
	readonly tool: string;
	/** Where it usually is, in texts: `~/.pepperrc`. */
	readonly path: string;
	readonly serversOf: (places: VendorPlaces) => readonly VendorServer[];
	/** Its servers are watched only where no other file names a server. */
	readonly isLast?: true;
	/** Servers that can be named on the command line as in this file. */
	readonly named?: {
		/** What such a name is, in texts: `context of the kubeconfig`. */
		readonly title: string;
		/** Throws `UsageError`. */
		readonly names: (places: VendorPlaces) => readonly string[];
		/** Null where there is none of this name. Throws `UsageError` where it cannot be used. */
		readonly draftOf: (name: string, places: VendorPlaces) => Draft | null;
	};
};

/**
 * What is wrong with the text of a file. The parser's own message may quote it, and with it a secret: only what was
 * expected and where is repeated.
 */
export const faultOf = (error: unknown): string => {
	if (error instanceof SyntaxError) return 'it is not JSON';
	if (!(error instanceof v.ValiError)) return messageOf(error);
	const [issue] = error.issues;
	const what = v.getDotPath(issue) ?? 'the whole';
	return issue.input === undefined ? `${what} is missing` : `${what} is wrong; expected ${issue.expected}`;
};

/** Reads a file of another tool, or one entry of it; a fault goes to `report`, since there are other places to look. */
export const readOr = <Result>(
	report: Warn,
	what: string,
	read: () => readonly Result[],
): readonly Result[] => {
	try {
		return read();
	} catch (error) {
		report(`${what} is ignored: ${faultOf(error)}`);
		return [];
	}
};

/** The servers in a file of another tool; none without a file. Warns if others can read its secrets. */
export const readVendorFile = (
	path: string,
	{files, warn, fail}: VendorPlaces,
	read: (text: string) => readonly VendorServer[],
): readonly VendorServer[] =>
	readOr(fail, path, () => {
		const text = files.read(path);
		if (text === null) return [];
		const found = read(text);
		const fault = found.length > 0 ? readableFault(path, files) : null;
		if (fault !== null) warn(fault);
		return found;
	});
