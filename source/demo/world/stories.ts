import type {Clock} from './clock.js';

/** Something that happens in the demo and ends well. */
export type Story = {
	readonly title: string;
	/** Lets it begin; gives what says whether all is well again. */
	readonly begin: () => () => boolean;
};

/** When stories begin and how long they may last, in milliseconds. */
export type StoryTimes = {
	/** Until the first begins: long enough to look round. */
	readonly firstMs?: number;
	/** Between the end of one and the beginning of the next. */
	readonly pauseMs?: number;
	/** One that lasts longer, because a person interfered for instance, no longer holds up the next. */
	readonly maxMs?: number;
};

const checkMs = 1000;

/** The stories of several servers, one of each in turn. */
export const interleave = (lists: readonly (readonly Story[])[]): readonly Story[] =>
	Array.from({length: Math.max(0, ...lists.map(({length}) => length))}, (_, index) =>
		lists.flatMap(list => list[index] ?? []),
	).flat();

/** Tells the stories one at a time, in order and again from the first; gives what ends that. */
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
