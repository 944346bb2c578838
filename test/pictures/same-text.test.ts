import {expect, test} from 'vitest';
import {isSameLine} from './same-text.js';

test.each([
	['● web running 3s', '● web running 12s'],
	['✗ shop-pr…wp574 failed', '✗ shop-preview…t-wp574 failed'],
	['◐ shop-pr…ew/web updating', '◐ shop-preview/web updating'],
	['◐ web ████░░ 50% Deployment does…', '◐ web ████░░░ 50% Deployment does not ha…'],
	['─ pods[12] ────── 1/12 ─', '─ pods[13] ── 1/13 ─'],
])('%j and %j say the same', (one, other) => {
	expect(isSameLine(one, other)).toBe(true);
});

test.each([
	['● web running 3s', '● web stopped 3s'],
	['✗ shop-pr…wp574 failed', '✗ shop-cart-wp574 failed'],
	['Enter open  l logs', 'Enter open  l logs  d describe'],
	['● web running', ''],
])('%j and %j do not', (one, other) => {
	expect(isSameLine(one, other)).toBe(false);
});
