import type {Clock} from './clock.js';

/** An incident of the demo that ends well. */
export type Story = {
	readonly title: string;
	/** Starts the story; returns a check for its good end. */
	readonly begin: () => () => boolean;
};

/** When stories begin and how long they may last, in milliseconds. */
export type StoryTimes = {
	/** Delay of the first: until the rows are on the screen, and not much longer, or nothing seems to happen. */
	readonly firstMs?: number;
	/** Between the end of one and the beginning of the next. */
	readonly pauseMs?: number;
	/** Maximum duration, after which the next one may begin: a person may have interfered. */
	readonly maxMs?: number;
};

const checkMs = 1000;

/** What happens on several servers at once. */
const together = (title: string, parts: readonly Story[]): Story => ({
	title,
	begin() {
		const checks = parts.map(part => part.begin());
		return () => checks.every(isOver => isOver());
	},
});

/** The stories of several servers, one of each in turn; those of the same title are one incident, at the first's turn. */
export const interleave = (lists: readonly (readonly Story[])[]): readonly Story[] => {
	const all = Array.from({length: Math.max(0, ...lists.map(({length}) => length))}, (_, index) =>
		lists.flatMap(list => list[index] ?? []),
	).flat();
	const byTitle = new Map<string, Story[]>();
	for (const story of all) byTitle.set(story.title, [...(byTitle.get(story.title) ?? []), story]);
	return [...byTitle].map(([title, parts]) => together(title, parts));
};

/** Plays the stories one at a time, in order and again from the first; returns the function that stops it. */
export const playStories = (
	clock: Clock,
	stories: readonly Story[],
	{firstMs = 4000, pauseMs = 8000, maxMs = 120_000}: StoryTimes = {},
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
