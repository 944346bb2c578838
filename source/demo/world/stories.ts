import type {Clock} from './clock.js';

/** An incident of the demo that ends well. */
export type Story = {
	readonly title: string;
	/** Starts the story; returns a check for its good end. */
	readonly begin: () => () => boolean;
};

/** When stories begin and how long they may last, in milliseconds. */
export type StoryTimes = {
	/** Delay of the first: long enough to look round. */
	readonly firstMs?: number;
	/** Between the end of one and the beginning of the next. */
	readonly pauseMs?: number;
	/** Maximum duration, after which the next one may begin: a person may have interfered. */
	readonly maxMs?: number;
};

const checkMs = 1000;

/** The stories of several servers, one of each in turn. */
export const interleave = (lists: readonly (readonly Story[])[]): readonly Story[] =>
	Array.from({length: Math.max(0, ...lists.map(({length}) => length))}, (_, index) =>
		lists.flatMap(list => list[index] ?? []),
	).flat();

/** Plays the stories one at a time, in order and again from the first; returns the function that stops it. */
export const playStories = (
	clock: Clock,
	stories: readonly Story[],
	{firstMs = 20_000, pauseMs = 8000, maxMs = 120_000}: StoryTimes = {},
): (() => void) => {
	let cancel = (): void => undefined;
	const watch = (isOver: () => boolean, leftMs: number, next: () => void): void => {
		if (leftMs <= 0 || isOver()) cancel = clock.after(pauseMs, next);
		else cancel = clock.after(checkMs, () => watch(isOver, leftMs - checkMs, next));
	};

	const emit = (index: number): void => {
		const story = stories[index % stories.length];
		if (story) watch(story.begin(), maxMs, () => emit(index + 1));
	};

	cancel = clock.after(firstMs, () => emit(0));
	return () => cancel();
};
