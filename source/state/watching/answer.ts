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

/** An answer in short: `pod shop/web is healthy: running`. Untrusted. */
export const answerText = ({resource: {kind, name, state}, condition, type}: Answer): string => {
	const row = `${kind} ${name}`;
	if (type === 'gone') return `${row} is gone (waited for: ${condition})`;
	if (type === 'alert') return `${row}: ${state} (alert ${condition})`;
	return condition === 'is gone' ? `${row} is gone` : `${row} ${condition}: ${state}`;
};

/** The same with the row's message. */
export const wholeAnswerText = (answer: Answer): string => {
	const {message} = answer.resource;
	return message === null ? answerText(answer) : `${answerText(answer)}: ${message}`;
};
