// Servers take less: an apiserver 3 MB.
const maxMegabytes = 4;

/** Why a text of this many bytes is not edited; null where it may be. */
export const sizeFault = (bytes: number): string | null => {
	const megabytes = bytes / 1024 / 1024;
	return megabytes <= maxMegabytes
		? null
		: `it has ${Math.round(megabytes)} MB, and ${maxMegabytes} is the most`;
};

/** What a person is shown before an edited object is sent: texts without secrets. */
export type EditReview = {
	/** The object as it is, and as it would be. */
	readonly before: string;
	readonly after: string;
	/** What else is to be known: what was changed meanwhile, warnings of the server. */
	readonly notes: readonly string[];
};

/**
 * What an edited text amounts to. A rejection may have several lines; the text is to be edited again. `text` is what would
 * be sent: it has what others changed meanwhile too.
 */
export type EditCheck =
	| {readonly type: 'unchanged'}
	| {readonly type: 'rejected'; readonly reason: string}
	| {readonly type: 'ready'; readonly text: string; readonly review: EditReview};

/** What came of sending. `overtaken`: the object had changed; `text` has these changes too, and is to be checked again. */
export type EditSent =
	| {readonly type: 'sent'; readonly warnings: readonly string[]}
	| {readonly type: 'rejected'; readonly reason: string}
	| {readonly type: 'overtaken'; readonly text: string};

/** One object while a person edits it as text. */
export type Editing = {
	/** For the file: `deployment-web.yaml`. */
	readonly fileName: string;
	/** The object as it was when this began. Its secrets are in it: only the person's own editor may see it. */
	readonly text: string;
	/** Has the server try an edited text without changing anything. Rejects with the errors of the transport. */
	readonly check: (text: string, signal: AbortSignal) => Promise<EditCheck>;
	/** Sends a text that was checked. Rejects with the errors of the transport. */
	readonly send: (text: string, signal: AbortSignal) => Promise<EditSent>;
};
