import type {Resource} from '../../model/resource.js';

/** Something that was waited for and has happened, or an alert that was set off. Untrusted texts. */
export type Answer = {
	readonly id: number;
	readonly at: number;
	/** The row as it was then. */
	readonly resource: Resource;
	/** What it was waited for to do: `is healthy`; the filter of an alert. */
	readonly condition: string;
	readonly type: 'met' | 'gone' | 'alert';
	readonly isSeen: boolean;
};

const stateText = ({state, message}: Resource): string => (message === null ? state : `${state}, ${message}`);

/** An answer in one line: `pod shop/web is healthy: running`. Untrusted. */
export const answerText = ({resource, condition, type}: Answer): string => {
	const row = `${resource.kind} ${resource.name}`;
	if (type === 'gone') return `${row} is gone (what was waited for: ${condition})`;
	if (type === 'alert') return `${row}: ${stateText(resource)} (alert ${condition})`;
	return condition === 'is gone' ? `${row} is gone` : `${row} ${condition}: ${stateText(resource)}`;
};
