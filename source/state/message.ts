import type {Field} from '../model/action.js';
import type {ActionOutcome} from '../model/action-request.js';
import type {EditReview} from '../model/editing.js';
import type {Evidence, Explanation} from '../model/explanation.js';
import type {Identity} from '../model/identity.js';
import type {Reach} from '../model/recording.js';
import type {Family, Resource, ResourceKey} from '../model/resource.js';
import type {LineEnd} from '../model/shell-session.js';
import type {SourceEvent, Stats} from '../model/source.js';
import type {Traffic} from './forward.js';
import type {WriterEvent} from './logs/log-taker.js';
import type {World} from './past/world.js';

/** What was on the screen when a key was pressed: the view of the last frame, and the row or entry under its cursor. */
export type Seen = {readonly view: number; readonly cursor: string};

/** The input of the reducer. */
export type Message =
	/** Events of the sources, in order. `more`: the frame is not due yet, so the grid is not updated yet. */
	| {readonly type: 'events'; readonly events: readonly SourceEvent[]; readonly more?: boolean}
	/** A source was opened: sent before its first event. */
	| {
			readonly type: 'source';
			readonly source: string;
			readonly family: Family | null;
			readonly url: string;
			readonly insecure: boolean;
			readonly readOnly: boolean;
			readonly at: number;
	  }
	/** The clock: at least once a second while something on the screen ages. */
	| {readonly type: 'tick'; readonly now: number}
	| {readonly type: 'resize'; readonly columns: number; readonly rows: number}
	/**
	 * One key by its name: a printable character as it is (`j`, `G`, `:`, `日`), else `enter`, `escape`, `space`,
	 * `tab`, `shift-tab`, `backspace`, `delete`, `up`, `down`, `left`, `right`, `pageup`, `pagedown`, `home`, `end`,
	 * `ctrl-d` and so on. `at` is when it was read, `seen` what the terminal showed then.
	 */
	| {readonly type: 'key'; readonly key: string; readonly at: number; readonly seen: Seen | null}
	/** Of the mouse: `entry` is the row or entry that the terminal showed where it was clicked, or null. */
	| {
			readonly type: 'wheel';
			readonly direction: 'up' | 'down';
			readonly at: number;
			readonly seen: Seen | null;
	  }
	| {
			readonly type: 'click';
			readonly entry: string | null;
			readonly at: number;
			readonly seen: Seen | null;
	  }
	| {readonly type: 'paste'; readonly text: string}
	/** The terminal got or lost the focus. */
	| {readonly type: 'focus'; readonly focused: boolean; readonly at: number}
	| {
			readonly type: 'web-address';
			readonly resource: Resource;
			/** Null where the server has no page of the resource. */
			readonly address: string | null;
			readonly at: number;
	  }
	/** rwatch has the terminal again. */
	| {readonly type: 'resumed'}
	| {
			readonly type: 'form';
			/** As in the effect `load-form`. */
			readonly id: number;
			readonly at: number;
			readonly fields: readonly Field[] | null;
			readonly error: string | null;
	  }
	| {
			readonly type: 'object';
			readonly view: number;
			readonly object: Readonly<Record<string, unknown>> | null;
			readonly error: string | null;
	  }
	/** Why a row is unhealthy, by what was known. */
	| (Explanation & {
			readonly type: 'findings';
			readonly view: number;
			readonly of: ResourceKey;
			/** Why it is not complete. */
			readonly error: string | null;
	  })
	/** An answer about a row that is explained. */
	| {readonly type: 'evidence'; readonly view: number; readonly of: ResourceKey; readonly evidence: Evidence}
	/** No more answers come about a row (null: about any); `error` says why there are fewer than wanted. */
	| {
			readonly type: 'gathered';
			readonly view: number;
			readonly of: ResourceKey | null;
			readonly error: string | null;
	  }
	| {
			readonly type: 'action-accepted';
			readonly id: number;
			readonly outcome: ActionOutcome;
			readonly at: number;
	  }
	/** An edited object was tried: asks whether to send it. */
	| {readonly type: 'edited'; readonly id: number; readonly review: EditReview; readonly at: number}
	/** The values of a secret, as they are. */
	| {
			readonly type: 'revealed';
			readonly id: number;
			readonly secrets: Readonly<Record<string, string>>;
			readonly at: number;
	  }
	| {
			readonly type: 'command-accepted';
			readonly id: number;
			readonly source: string;
			/** As it was sent. */
			readonly line: string;
			readonly outcome: ActionOutcome;
			readonly at: number;
	  }
	| {
			readonly type: 'command-failed';
			readonly id: number;
			readonly source: string;
			readonly error: string;
			readonly at: number;
	  }
	| {
			readonly type: 'action-failed';
			readonly id: number;
			readonly error: string;
			/** Shown as a page, as that of an outcome. */
			readonly answer?: ActionOutcome['answer'];
			readonly at: number;
	  }
	/** A line was entered in the shell of this action; `typed` is what was typed after its question, else null. */
	| {
			readonly type: 'shell-line';
			readonly shell: number;
			readonly line: string;
			readonly typed: string | null;
			readonly at: number;
	  }
	| {readonly type: 'line-ended'; readonly id: number; readonly end: LineEnd; readonly at: number}
	/** The program ends, for whatever reason. */
	| {readonly type: 'leaving'; readonly at: number}
	/** What went through a forwarded port so far; `id` is that of its action. */
	| {readonly type: 'forward'; readonly id: number; readonly traffic: Traffic}
	/** A forwarded port was lost. */
	| {readonly type: 'forward-broken'; readonly id: number; readonly error: string; readonly at: number}
	/** A port could not be forwarded, because the local one cannot be had; `free` is one that can. */
	| {
			readonly type: 'port-taken';
			readonly id: number;
			readonly port: number;
			readonly free: number | null;
			readonly at: number;
	  }
	/** Who is logged in at a source; null where that is not known, with the reason if there is one. */
	| {
			readonly type: 'identity';
			readonly source: string;
			readonly identity: Identity | null;
			readonly error: string | null;
			readonly at: number;
	  }
	/** Lines of the journal without secrets: `own` ones were just appended, others are all that is in the file. */
	| {readonly type: 'journal'; readonly own: boolean; readonly lines: readonly unknown[]}
	| {
			readonly type: 'log';
			readonly view: number;
			readonly events: readonly WriterEvent[];
			readonly at: number;
	  }
	| {
			readonly type: 'stats';
			readonly view: number;
			readonly stats: Stats | null;
			readonly error: string | null;
			/** No more come by themselves. */
			readonly isOver?: true;
	  }
	/** A time of the past was looked up. `edge`: there is nothing before it, or after it. */
	| {
			readonly type: 'past';
			readonly world: World;
			readonly reach: Reach;
			readonly edge: 'oldest' | 'newest' | null;
			/** It is a recording that is played from here on, so many times as fast; null for any other. */
			readonly speed: number | null;
			readonly at: number;
	  }
	/** The recording was played up to a time. */
	| {
			readonly type: 'played';
			readonly events: readonly SourceEvent[];
			/** The time that is shown now, epoch milliseconds. */
			readonly now: number;
			readonly isOver: boolean;
			readonly at: number;
	  }
	| {
			readonly type: 'notice';
			readonly level: 'info' | 'warning' | 'error';
			readonly text: string;
			readonly at: number;
	  };
