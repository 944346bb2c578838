/** Who a source is logged in as. Untrusted texts: must pass `printable`. */
export type Identity = {
	/** As the server calls the user; null where it does not say. */
	readonly user: string | null;
	/** With what: `token token-abcde`, `environment key`; null where nobody says. */
	readonly means: string | null;
	/** When that expires, epoch milliseconds; null where nobody says. */
	readonly expiresAt: number | 'never' | null;
	/** rwatch logs in again by itself. */
	readonly isRenewed: boolean;
	/** What may be done, as a label with a text; [] if that was not asked for. */
	readonly rights: ReadonlyArray<readonly [label: string, text: string]>;
};
