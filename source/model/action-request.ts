import type {Action} from './action.js';
import type {Resource} from './resource.js';

/** What the person wants done. `input` maps field names to typed values (not form text). */
export type ActionRequest = {
	readonly resource: Resource;
	readonly action: Action;
	readonly input: Readonly<Record<string, unknown>>;
};

/**
 * The server accepted the request. `follow`: the stream will report the end of the action; without it the action is
 * over now. `lasts`: it goes on until it is stopped here. `message` is the answer of the server, if worth showing;
 * `answer` is an object that was requested (an exported configuration), without secrets; `about` is the row that an
 * answer belongs to if the request was not about one; `log` a row that began with it and whose log has what comes of it.
 */
export type ActionOutcome = {
	readonly follow: boolean;
	readonly lasts?: true;
	/** The action was to end what the resource stands for: it is done whatever state the resource is in. */
	readonly ends?: true;
	readonly message: string | null;
	readonly answer?: Readonly<Record<string, unknown>>;
	readonly about?: Resource;
	readonly log?: Resource;
};
