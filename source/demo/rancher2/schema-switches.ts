import type {DemoServer} from '../serve/serve.js';
import {schemasOf} from './steve/schemas.js';
import type {SteveSockets} from './steve/subscribe.js';

/** The controls for the schemas that a server shows. */
export type SchemaSwitches = {
	/** Hides a schema or shows it again, and reports that on the streams. */
	readonly setHidden: (type: string, isHidden: boolean) => void;
	/** The server begins to start, with its streams cut and only the schemas that it makes itself, or has started. */
	readonly setStarting: (isStarting: boolean) => void;
};

/** @param hidden ids of the schemas that are not shown */
export const schemaSwitches = (
	{faults}: Pick<DemoServer, 'faults'>,
	sockets: ReadonlyMap<string, SteveSockets>,
	hidden: Set<string>,
): SchemaSwitches => {
	const set = (type: string, isHidden: boolean): void => {
		if (isHidden) hidden.add(type);
		else hidden.delete(type);
	};

	return {
		setHidden(type, isHidden) {
			set(type, isHidden);
			for (const each of sockets.values()) each.schemaChanged(type);
		},
		setStarting(isStarting) {
			for (const {id} of schemasOf('local')) set(id, isStarting);
			if (isStarting) faults.cut();
			else for (const each of sockets.values()) each.schemaChanged('pod');
		},
	};
};
