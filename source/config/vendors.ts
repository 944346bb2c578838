import {UsageError} from '../model/errors.js';
import type {Draft} from './draft.js';
import type {FamilyConfig} from './family.js';
import type {VendorPlaces, VendorServer} from './vendor-file.js';

/** What the vendors' own files know. Each is read at most once, and only when it is wanted. */
export type Vendors = {
	/** The servers of the files, those that count first before the others. */
	readonly ranks: ReadonlyArray<() => readonly VendorServer[]>;
	/** Why servers cannot be used that would be now, in the files that were read. */
	readonly faults: readonly string[];
	/** The server that such a file has by this name, or null. Throws `UsageError` where it cannot be used. */
	readonly named: (name: string) => Draft | null;
	/** All names of such servers, as far as they can be read, with what they are: `context of the kubeconfig`. */
	readonly names: () => ReadonlyArray<{readonly name: string; readonly title: string}>;
};

/** Reads a thing at most once, and only when it is asked for. */
const lazily = <Value>(read: () => Value): (() => Value) => {
	let value: {readonly read: Value} | null = null;
	return () => {
		value ??= {read: read()};
		return value.read;
	};
};

/** The vendors' own files of these families. */
export const vendorsOf = (families: readonly FamilyConfig[], given: Omit<VendorPlaces, 'fail'>): Vendors => {
	const faults: string[] = [];
	const places: VendorPlaces = {
		...given,
		fail(line) {
			faults.push(line);
			given.warn(line);
		},
	};
	const files = families.flatMap(({vendorFiles}) => vendorFiles ?? []);
	const rank = (isLast: boolean) =>
		lazily(() =>
			files.filter(file => (file.isLast ?? false) === isLast).flatMap(file => file.serversOf(places)),
		);
	return {
		ranks: [rank(false), rank(true)],
		faults,
		named(name) {
			for (const {named} of files) {
				const draft = named?.draftOf(name, places);
				if (draft) return draft;
			}

			return null;
		},
		names: () =>
			files.flatMap(({named}) => {
				try {
					return named?.names(places).map(name => ({name, title: named.title})) ?? [];
				} catch (error) {
					// Whoever names one learns why it cannot be read.
					if (error instanceof UsageError) return [];
					throw error;
				}
			}),
	};
};

/** The first server that fits, file by file, or undefined: no more files are read than it takes. */
export const findServer = (
	{ranks}: Vendors,
	fits: (server: VendorServer) => boolean,
): VendorServer | undefined => {
	for (const servers of ranks) {
		const found = servers().find(fits);
		if (found) return found;
	}

	return undefined;
};
