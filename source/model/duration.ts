const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** What `parseDuration` takes, for messages. */
export const durationForm = 'a duration such as 500ms, 30s, 5m or 1h';

/** Milliseconds of `500ms`, `30s`, `5m`, `1h`, `1.5h`, `1h30m`; null for anything else, and for nothing at all. */
export const parseDuration = (text: string): number | null => {
	if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) return null;
	let totalMs = 0;
	for (const [, count, unit] of text.matchAll(/([\d.]+)(ms|[smhd])/g)) {
		totalMs += Number(count) * (unitMs[unit ?? ''] ?? 0);
	}

	// Timers cannot wait longer than this.
	return totalMs > 0 && totalMs < 2 ** 31 ? totalMs : null;
};
