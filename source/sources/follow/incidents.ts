import type {SourceEvent} from '../../model/source.js';

type Gap = Extract<SourceEvent, {type: 'gap'}>;

/** The gaps of one incident: its first one, and the scopes that reported one. */
type Incident = {readonly from: number; readonly to: number; readonly scopes: Set<string>};

// So far apart are the last signs of life of scopes that one and the same server reports on.
const slackMs = 30_000;

// What begins within it began together, even if it was over at once.
const momentMs = 1000;

// Parts of a server that come back later than this are long since reported as away.
const keptMs = 60 * 60_000;

/**
 * Which gaps are of one incident. A server, or the network before it, takes all scopes with it at the same time; they
 * come back one after another, some much later.
 */
export const createIncidents = (): {readonly take: (gap: Gap) => Gap} => {
	let incidents: readonly Incident[] = [];
	return {
		/** The gap, marked where another scope reported the same incident before. */
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
