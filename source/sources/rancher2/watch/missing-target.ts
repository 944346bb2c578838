import {UnreachableError} from '../../../model/errors.js';
import type {SourceEvent} from '../../../model/source.js';
import {clusterKey, projectKey} from '../rows/scope.js';
import type {Place} from '../wire/place.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** Where the wanted cluster or project is looked for. */
type MissingTargetOptions = {
	readonly source: string;
	readonly url: string;
	readonly place: Place;
	/** Whether the server lists this kind (`cluster`, `project`); if it does not, nothing can be missing. */
	readonly knows: (kind: string) => boolean;
	/** Reports the status of the wanted cluster again, because it has changed. */
	readonly reportAgain: (event: StatusEvent) => void;
};

/** Knows when the cluster or project that a URL names is not there: everything else would just look empty. */
export type MissingTarget = {
	/** Observes events about the clusters and projects themselves, before they are passed on. */
	readonly hear: (event: SourceEvent) => void;
	/** The status to report for the wanted cluster. */
	readonly statusOf: (event: StatusEvent) => StatusEvent;
};

/** With no cluster or project wanted, nothing is ever missing. */
export const createMissingTarget = ({
	source,
	url,
	place,
	knows,
	reportAgain,
}: MissingTargetOptions): MissingTarget => {
	const kind = place.project === null ? 'cluster' : 'project';
	const id = place.project ?? place.cluster ?? '';
	const key = place.project === null ? clusterKey(source, id) : projectKey(source, id);
	const {message} = new UnreachableError({
		attempted: `Cannot follow ${kind} ${id}`,
		target: url,
		answer: `the server shows this user no such ${kind}`,
		advice: 'check the URL, and the rights of the user',
	});
	let isGone = false;
	let last: StatusEvent | null = null;

	const judge = (isMissing: boolean) => {
		if (isMissing === isGone) return;
		isGone = isMissing;
		if (last !== null) reportAgain({...last, at: Date.now()});
	};

	return {
		hear(event) {
			if (place.cluster === null) return;
			if (event.type === 'changed' && event.resource.key === key) judge(false);
			else if (event.type === 'removed' && event.key === key) judge(true);
			else if (event.type === 'listed' && event.kinds.includes(kind) && knows(kind))
				judge(!event.keys.has(key));
		},
		statusOf(event) {
			last = event;
			return isGone ? {...event, status: 'failed', message, retryAt: null, missing: []} : event;
		},
	};
};
