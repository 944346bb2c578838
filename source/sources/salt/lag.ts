/** Later than that, in milliseconds, is worth telling. */
const tellMs = 5000;
const stepMs = 5000;

/**
 * How late events come: salt-api passes about a hundred events a second on to each client, and holds back the rest.
 * The difference of the clocks is taken off: the smallest one that was ever seen. Gives a text when it is worth telling,
 * rounded so that it does not change with every event.
 */
export const createLag = (): ((stamp: number | null, at: number) => string | null) => {
	let smallest = Number.POSITIVE_INFINITY;
	let told: string | null = null;
	return (stamp, at) => {
		if (stamp === null) return told;
		smallest = Math.min(smallest, at - stamp);
		const lateMs = at - stamp - smallest;
		told = lateMs < tellMs ? null : `events come ${(Math.floor(lateMs / stepMs) * stepMs) / 1000} s late`;
		return told;
	};
};
