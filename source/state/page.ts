import type {Health, Resource} from '../model/resource.js';
import type {Sort} from './grid/sort.js';
import type {CommandOf, StepsOf} from './keys/binding.js';
import type {TextLine} from './pages/text-line.js';

/** The title line of a view. */
export type TitleModel = {
	/** The name of the view; of a grid its kind, in the plural. */
	readonly what: string;
	/** The row that it is about or within: `service shop/web`; or null. Untrusted: must pass `printable`. */
	readonly of: string | null;
	/** What the grid is limited to: `shop@prod`; '' for nothing. Untrusted. */
	readonly scope: string;
	/** The filter of a grid, the search of a text; '' for none. */
	readonly filter: string;
	/** Only rows in trouble. */
	readonly trouble: boolean;
	/** Rows shown, and rows there are without filter; null where the view is not a grid. */
	readonly count: {readonly shown: number; readonly total: number} | null;
	readonly sort: Sort | null;
	/** Marked rows. */
	readonly marked: number;
	/** It does not show now. */
	readonly isPast: boolean;
	/** How far what the view is about has come, percent; null where that is not known. */
	readonly progress: number | null;
	/** State of the view in words: `frozen, 12 new`, `live`, `loading`; '' for none. */
	readonly status: string;
	/** `3/120`: the row under the cursor, or the first line, and how many there are; '' for none. */
	readonly position: string;
};

/** The signs that the help explains. */
type LegendSign = Health | 'stuck' | 'removed' | 'lingering' | 'cursor' | 'mark';

/** What the help of a view says besides its keys: a head, a sign or an example with its meaning, or text. */
export type HelpNote =
	| {readonly head: string}
	| {readonly sign: LegendSign; readonly text: string}
	| {readonly example: string; readonly text: string}
	| {readonly text: string};

/** A view that scrolls by lines or entries, from the top or from the end, or that has a cursor. */
export type ScrolledList<State, View> = {
	readonly from: 'top' | 'end' | 'cursor';
	/** The cursor is on the last entry until it is moved, and again once it is moved there. Needs `identity`. */
	readonly followsEnd?: true;
	/** Lines or entries. */
	count(state: State, view: View): number;
	/** How many of them fit on the screen; one a line if omitted. */
	capacity?(state: State): number;
	/** What the entry at a place is: the cursor stays on it while entries come and go. */
	identity?(state: State, view: View, place: number): string | null;
	/** The place of the entry that is so identified, or -1. */
	placeOf?(state: State, view: View, identity: string): number;
};

/**
 * One kind of view, declared once: title, keys, help, clock and body. Generic because the state, which holds the pages, is
 * their parameter. Methods, because only these may take a narrower type of view.
 */
export type PageOf<State, View> = {
	/** The title of the view, where its keys work, and, for a `PageView`, what opens it after `:`. */
	readonly name: string;
	/** It is about one row, and cannot be opened by its name. */
	readonly isOfRow?: boolean;
	/** What a view that is opened after `:` shows, for the help on commands. */
	readonly summary?: string;
	/** Lines for column headers above its body; 0 if omitted. */
	readonly heads?: number;
	/** Gives a `PageView` the keys that move, and its position. */
	readonly list?: ScrolledList<State, View>;
	/** The body as lines of text, which scroll; omitted if `views` draws it. */
	text?(state: State, view: View): readonly TextLine[];
	/** What the title shows besides name, row and position. */
	title?(state: State, view: View): Partial<TitleModel>;
	/** Milliseconds until something that it shows is out of date; [] if nothing ages. */
	ticks?(state: State, view: View): readonly number[];
	/** The row that keys act on; null while there is none. The commands of rows work in a view that has this. */
	subject?(state: State, view: View): Resource | null;
	/** What Escape clears (a filter, a search) before it goes back; null for nothing. */
	clear?(state: State, view: View): State | null;
	/** What shared commands such as `up` do in it. */
	readonly steps?: StepsOf<State>;
	/** Commands of its own. */
	readonly commands?: readonly CommandOf<State>[];
	/** What its help says after the keys. */
	readonly help?: readonly HelpNote[];
	/** It holds a stream or request, which must be closed with it. */
	readonly isFed?: boolean;
};

/** A view that is only a list or a text: its page, the state and the scroll position determine what it shows. */
export type PageView = {
	readonly type: 'page';
	readonly id: number;
	/** The name of its page. */
	readonly page: string;
	/** The row that it is about, or null. */
	readonly of: Resource | null;
	/** Position of the cursor or of the first line; lines up from the end where the list begins there. */
	readonly place: number;
	/** The entry that the cursor is on since the first key, in a list whose entries come and go. */
	readonly chosen?: string | null;
	/** What it shows, where that is nowhere else in the state. */
	readonly lines?: readonly TextLine[];
	/** The text that its lines lay out, to be copied. */
	readonly whole?: string;
};

/** The name of a view's page. */
export const pageName = (view: {readonly type: string; readonly page?: string}): string =>
	view.type === 'page' && view.page !== undefined ? view.page : view.type;

/** Whether a view is determined by its name alone: it can be opened by it, also when the program starts. */
export const opensByName = <State, View>(page: PageOf<State, View> | undefined): boolean =>
	page?.isOfRow !== true && (page?.list !== undefined || page?.text !== undefined);
