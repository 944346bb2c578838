/**
 * An expression that is made with its first use. V8 reads an expression when it is made: for one with classes of Unicode,
 * such as `\p{L}`, that takes up to a millisecond of each start.
 */
export const latePattern = (make: () => RegExp): (() => RegExp) => {
	let made: RegExp | null = null;
	return () => {
		made ??= make();
		return made;
	};
};
