import type {Evidence, Finding, ObservedRow} from '../../../../source/model/explanation.js';
import type {JsonObject} from '../../../../source/model/json-object.js';
import type {Resource} from '../../../../source/model/resource.js';
import {explain} from '../../../../source/sources/rancher2/explain/explain.js';
import {machineOf} from '../../../../source/sources/rancher2/steve/rows/machine.js';
import {nodeFacts, nodeResource} from '../../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../../source/sources/rancher2/steve/wire/frames.js';
import {listOf} from '../../../../source/sources/requests/json-fields.js';
import {fixtureBody} from '../fixture.js';
import {read, readListed} from '../recorded-rows.js';

/** When the recorded situations are looked at. */
export const now = Date.parse('2026-11-30T04:23:00Z');

/** A recorded object with its row, as it is with what the management server knows of a node; `<list>#<id>` is one of a list. */
export const recorded = (file: string): {readonly row: Resource; readonly object: JsonObject} => {
	const [list = '', id] = file.split('#');
	const {object, row} = id === undefined ? read(file) : readListed(list, id);
	if (row.kind !== 'node') return {object, row};
	const machine = fixtureBody(`more/${file.replace(/\.\w+$/, '.mgmt')}.http`) as SteveObject;
	return {object, row: nodeResource(nodeFacts(object, row), machineOf(machine, null) ?? undefined)};
};

const observed = (resource: Resource): ObservedRow => ({
	resource,
	since: resource.since,
	stuck: resource.transitioning === 'yes' && resource.since !== null && now - resource.since > 300_000,
});

/** An answer about a row. */
export const evidence = (about: Resource, what: string, answer: unknown): Evidence => ({
	title: what,
	about: about.key,
	what,
	at: now,
	answer,
	error: null,
});

/** The events of a recorded list that are about a row. */
export const eventsAbout = ({name, kind}: Resource, files: readonly string[]): readonly JsonObject[] =>
	files
		.flatMap(file => listOf(fixtureBody(`more/${file}.http`), 'data') as readonly JsonObject[])
		.filter(event => {
			const {name: of, namespace, kind: ofKind} = event.involvedObject as Record<string, string>;
			return (
				`${namespace ? `${namespace}/` : ''}${of}` === name && ofKind?.toLowerCase() === kind.toLowerCase()
			);
		});

/** One line for a finding: `error cause: the sentence "the beginning of the quote"`, with `#` for the row itself. */
const lineOf = ({severity, role, text, quotes}: Finding, {kind, name}: Resource): string => {
	const said = quotes.map(quote => ` "${quote.slice(0, 40)}"`).join('');
	return `${severity} ${role}: ${text.replace(`${kind} ${name}`, '#')}${said}`;
};

/** What a recorded row is explained by, with other recorded rows around it; `known`: with the objects of all of them. */
export const explained = async (
	file: string,
	{
		around = [],
		known = true,
		events = [],
		more = [],
	}: {
		readonly around?: readonly string[];
		readonly known?: boolean;
		readonly events?: readonly string[];
		readonly more?: readonly Evidence[];
	} = {},
): Promise<readonly string[]> => {
	const subject = recorded(file);
	const others = around.map(recorded);
	const all = [subject, ...others];
	const objects = all.map(({row, object}) => evidence(row, 'object', object));
	const reported = all.flatMap(({row}) => {
		const found = eventsAbout(row, events);
		return found.length === 0 ? [] : [evidence(row, 'events', found)];
	});
	const surroundings = {
		subject: observed(subject.row),
		rows: others.map(({row}) => observed(row)),
		omitted: 0,
		now,
	};
	const {findings} = await explain(surroundings, known ? [...objects, ...reported, ...more] : more);
	return findings.map(finding => lineOf(finding, subject.row));
};
