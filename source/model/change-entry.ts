import type {Health, ResourceKey} from './resource.js';
import type {SourceStatus} from './source.js';

/** One thing that happened. Texts are raw and must pass `printable`. */
export type ChangeEntry =
	| {
			readonly type: 'added' | 'changed' | 'removed';
			readonly at: number;
			readonly source: string;
			readonly key: ResourceKey;
			readonly kind: string;
			readonly name: string;
			/** State before, or null. */
			readonly from: string | null;
			/** State after, or null. */
			readonly to: string | null;
			readonly health: Health;
			/** Health before; null if it was added. */
			readonly was: Health | null;
			readonly message: string | null;
			/** Found by a listing: it happened earlier. */
			readonly listed: boolean;
			/** Changes right before it that came too fast to be processed. */
			readonly skipped: number;
	  }
	| {
			readonly type: 'gap';
			readonly at: number;
			readonly source: string;
			readonly scope: string;
			readonly from: number;
			readonly to: number;
	  }
	| {
			readonly type: 'status';
			readonly at: number;
			readonly source: string;
			readonly scope: string;
			readonly status: SourceStatus;
			readonly message: string | null;
	  }
	/** The answer of a server to an action. */
	| {
			readonly type: 'action';
			readonly at: number;
			readonly source: string;
			readonly key: ResourceKey;
			readonly kind: string;
			readonly name: string;
			/** Of the action: `Restart`. */
			readonly title: string;
			readonly answer: 'accepted' | 'done' | 'failed';
			readonly message: string | null;
	  };
