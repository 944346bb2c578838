import {type Labels, labelEntries, packLabels} from '../model/labels.js';
import type {Cell, Resource} from '../model/resource.js';
import {blank} from '../secrets/blank.js';
import {heldSecrets} from '../secrets/held.js';
import {isHarmlessValue, isSecretName} from '../secrets/names.js';
import {areInnocent, isKnownInnocent, isPlain, redactMessage, redactText} from '../secrets/text.js';

// A column of these titles holds what the secret is called.
const calls = /(?:secret|credential)s?$/i;
const maxValueTitle = 'active value'.length;

const isSecretCell = (title: string, name: string): boolean =>
	isSecretName(title)
		? !calls.test(title)
		: title.length <= maxValueTitle && /^(?:active )?value$/i.test(title) && isSecretName(name);

const redactCell = (title: string, cell: string, name: string): string =>
	isSecretCell(title, name) && !isHarmlessValue(title, cell) ? blank : redactText(cell);

/** The cells themselves where none holds a secret: nearly always. */
const redactCells = ({cells, name}: Resource): Readonly<Record<string, Cell>> => {
	let shown: Record<string, Cell> | null = null;
	for (const title in cells) {
		const cell = cells[title];
		if (typeof cell !== 'string') continue;
		const redacted = redactCell(title, cell, name);
		if (redacted === cell) continue;
		shown ??= {...cells};
		shown[title] = redacted;
	}

	return shown ?? cells;
};

const redactLabel = (key: string, value: string): string =>
	isSecretName(key.slice(key.lastIndexOf('/') + 1)) && !isHarmlessValue(key, value)
		? blank
		: redactText(value);

// Rows come again and again with the same labels.
const maxLabels = 5000;
const redactedLabels = new Map<Labels, Labels>();
let labelsOf = 0;

/** The labels themselves where none holds a secret: nearly always. */
const redactLabels = (labels: Labels): Labels => {
	const {generation} = heldSecrets;
	if (generation !== labelsOf || redactedLabels.size >= maxLabels) redactedLabels.clear();
	labelsOf = generation;
	const known = redactedLabels.get(labels);
	if (known !== undefined) return known;
	const redacted = isPlain(labels) ? labels : redactEachLabel(labels);
	redactedLabels.set(labels, redacted);
	return redacted;
};

const redactEachLabel = (labels: Labels): Labels => {
	const entries = [...labelEntries(labels)];
	const shown = entries.map(([key, value]) => [key, redactLabel(key, value)] as const);
	const isSame = shown.every(([, value], index) => value === entries[index]?.[1]);
	return isSame ? labels : packLabels(Object.fromEntries(shown));
};

/** Whether the texts of a row need no closer look: nearly no row has a secret, and most of its texts were seen before. */
const isPlainRow = ({name, state, message, cells}: Resource): boolean => {
	const texts: string[] = [];
	if (!isKnownInnocent(state)) texts.push(state);
	if (message !== null && !isKnownInnocent(message)) texts.push(message);
	for (const title in cells) {
		if (isSecretCell(title, name)) return false;
		const cell = cells[title];
		if (typeof cell === 'string' && !isKnownInnocent(cell)) texts.push(cell);
	}

	return areInnocent(name, texts);
};

/** A row without secrets; it is the same object where it has none. Its id and key are addresses, and stay. */
export const redactResource = (resource: Resource): Resource => {
	const labels = resource.labels === undefined ? undefined : redactLabels(resource.labels);
	if (labels === resource.labels && isPlainRow(resource)) return resource;
	const name = redactText(resource.name);
	const state = redactText(resource.state);
	const message = resource.message === null ? null : redactMessage(resource.message);
	const cells = redactCells(resource);
	const isSame =
		name === resource.name &&
		state === resource.state &&
		message === resource.message &&
		cells === resource.cells &&
		labels === resource.labels;
	if (isSame) return resource;
	return {...resource, name, state, message, cells, ...(labels !== undefined && {labels})};
};
