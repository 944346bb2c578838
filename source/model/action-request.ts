import type {Action} from './action.js';
import type {Resource} from './resource.js';

/** What the person wants done. `input` maps field names to typed values (not form text). */
export type ActionRequest = {
	readonly resource: Resource;
	readonly action: Action;
	readonly input: Readonly<Record<string, unknown>>;
};

/**
 * The server took the request. `follow`: the resource itself will tell when the action is over, by its
 * stream; without it the action is over now. `message` is what the server answered, if worth showing; `answer` is
 * an object that it answered with because it was asked for that (an exported configuration), secrets blanked;
 * `about` is the row that an answer belongs to where nobody acted on one.
 */
export type ActionOutcome = {
	readonly follow: boolean;
	/** It was to end what the resource is about: in whatever state that then is, the action is done. */
	readonly ends?: true;
	readonly message: string | null;
	readonly answer?: Readonly<Record<string, unknown>>;
	readonly about?: Resource;
};
