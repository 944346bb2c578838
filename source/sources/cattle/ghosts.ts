import type {Resource, ResourceKey} from '../../model/resource.ts';
import type {CattleObject} from './frames.ts';

/** Rows on their way out: their last event is lost now and then (cattle ResourceChangeEventProcessor.java). */
export type Ghosts = {
	/** A row as it is now. */
	readonly see: (resource: Resource, object: CattleObject) => void;
	readonly forget: (key: ResourceKey) => void;
};

type Ghost = {readonly object: CattleObject; readonly since: number};

/** Calls `ask` for each row that has been `removing` for `afterMs`, and again after each further `afterMs`. */
export const createGhosts = (
	afterMs: number,
	ask: (key: ResourceKey, object: CattleObject) => void,
	signal: AbortSignal,
): Ghosts => {
	const ghosts = new Map<ResourceKey, Ghost>();
	const look = () => {
		const now = performance.now();
		for (const [key, {object, since}] of ghosts) {
			if (now - since < afterMs) continue;
			ghosts.set(key, {object, since: now});
			ask(key, object);
		}
	};

	const timer = setInterval(look, afterMs / 4);
	if (signal.aborted) clearInterval(timer);
	signal.addEventListener('abort', () => clearInterval(timer), {once: true});
	return {
		see({key, state}, object) {
			if (state !== 'removing') {
				if (ghosts.size > 0) ghosts.delete(key);
			} else if (!ghosts.has(key)) {
				const {id, type} = object;
				ghosts.set(key, {object: {id, type}, since: performance.now()});
			}
		},
		forget: key => void ghosts.delete(key),
	};
};
