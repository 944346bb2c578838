// A string, or one of Python's numbers that JSON does not know.
const stringOrOddNumber = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Parses JSON as servers write it: `NaN` and `Infinity` (salt `rest_cherrypy/app.py` writes Python's own)
 * become null, a byte order mark is put up with. Undefined where it is no JSON. Never throws.
 */
export const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return parseOddJson(text);
	}
};

const parseOddJson = (text: string): unknown => {
	try {
		return JSON.parse(
			text.replace(/^\uFEFF/, '').replace(stringOrOddNumber, part => (part.startsWith('"') ? part : 'null')),
		);
	} catch {
		return undefined;
	}
};
