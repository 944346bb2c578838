import {expect, test} from 'vitest';
import {RefusedError, ServerError} from '../../../../source/model/errors.js';
import {failureOf} from '../../../../source/sources/rancher2/wire/failure.js';
import {answered, fixture, fixtureNames} from '../fixture.js';
import {refusals} from '../refusals.js';

const isOfRights = (body: string): boolean => /User \\"u-\w+\\" cannot|"PermissionDenied"/.test(body);

test.each(refusals)('%s is reported as: %s', (file, words) => {
	const {request, status, body} = fixture(file);
	const path = /^> [A-Z]+ (\/[^?\s]*)/m.exec(request)?.[1] ?? '/';
	const target = `https://r.example${path}`;
	const error = failureOf('Cannot do it', target, status, body);
	expect(error).toBeInstanceOf(status === 401 ? RefusedError : ServerError);
	const said = error.message.slice('Cannot do it: '.length);
	expect(said.slice(0, words.length)).toBe(words);
	// A quota, or an upgrade that is refused without a word, is not a matter of rights.
	expect(said.includes('lacks the right')).toBe(isOfRights(body));
	expect(said).not.toMatch(/blanked|[\n\t]/);
});

test('every recorded error is among them', () => {
	const errors = fixtureNames(/\.(?:http|txt)$/).filter(file => (answered(file)?.status ?? 0) >= 400);
	expect(refusals.map(([file]) => file)).toEqual(errors);
});
