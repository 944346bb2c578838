/**
 * The texts of a `Warning` header (RFC 7234, 5.5): `299 - "unknown field \"spec.replcas\""`. Several are joined by
 * commas (test/fixtures/rancher2/more/edit-put-unknown-field-warn.raw.http).
 */
export const warningsIn = (header: string): readonly string[] =>
	[...header.matchAll(/\b\d{3} [^\s"]+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
		text.replace(/\\(.)/g, '$1'),
	);
