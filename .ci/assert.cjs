// Stands for node:assert in the bundle.
const assert = (value, message = 'an assertion of a package failed') => {
	if (value) return;
	throw message instanceof Error ? message : Object.assign(new Error(message), {code: 'ERR_ASSERTION'});
};
const equal = (one, other, message) => assert(Object.is(one, other), message);
module.exports = Object.assign(assert, {ok: assert, strict: assert, equal, strictEqual: equal});
