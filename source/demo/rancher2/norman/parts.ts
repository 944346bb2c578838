import type {Fields} from '../../world/world.js';

/** The state of a resource. */
export type State = {
	readonly state: string;
	readonly transitioning?: 'yes' | 'error';
	readonly message?: string;
};

/** What a type writes beside what all have in common. */
export type Parts = {readonly state: State; readonly actions: readonly string[]; readonly body: Fields};

/** The state of what is well. */
export const active: State = {state: 'active'};
