import type {SourceEvent} from '../../model/source.js';

type Gap = Extract<SourceEvent, {type: 'gap'}>;

/** One incident: its first gap, and the scopes that reported it. */
type Incident = {readonly from: number; readonly to: number; readonly scopes: Set<string>};

// The last signs of life of scopes on one server differ by up to this, milliseconds.
const slackMs = 30_000;

// Gaps that begin within this time belong together, even if one was over at once.
const momentMs = 1000;

// Scopes that come back later than this were reported as unreachable long ago.
const keptMs = 60 * 60_000;

/**
 * Groups gaps into incidents. A server, or the network before it, takes all scopes down at the same time; they come
 * back one after another, some much later.
 */
export const createIncidents = (): {readonly take: (gap: Gap) => Gap} => {
	let incidents: readonly Incident[] = [];
	return {
		/** The gap, marked if another scope reported the same incident before. */
		take(gap) {
			const {scope, from, to} = gap;
			incidents = incidents.filter(incident => to - incident.to < keptMs);
			const same = incidents.find(incident => {
				const apartMs = Math.abs(from - incident.from);
				const isDuring = from < incident.to && apartMs <= slackMs;
				return !incident.scopes.has(scope) && (isDuring || apartMs <= momentMs);
			});
			if (!same) incidents = [...incidents, {from, to, scopes: new Set([scope])}];
			same?.scopes.add(scope);
			return same ? {...gap, again: true} : gap;
		},
	};
};
