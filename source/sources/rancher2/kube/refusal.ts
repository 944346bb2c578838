import {parseJson} from '../../../model/json.js';
import {isObject} from '../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';

/** What an error answer of Kubernetes says, whole. */
export class KubeRefusal extends Error {
	override readonly name = 'KubeRefusal';
	/** The reason for people, with a line for each field that is wrong; [] where it is not a `Status`. */
	readonly lines: readonly string[];

	constructor(text: string) {
		super('Kubernetes refused it');
		const status = parseJson(text);
		this.lines = isObject(status) && status.kind === 'Status' ? linesOf(status) : [];
	}
}

const linesOf = (status: Readonly<Record<string, unknown>>): readonly string[] => {
	const message = textOf(status, 'message') ?? 'no reason was given';
	const details = mapOf(status, 'details');
	const faults = mapsOf(details, 'causes').flatMap(cause => {
		const field = textOf(cause, 'field');
		return field === null ? [] : [`* ${field}: ${textOf(cause, 'message') ?? ''}`];
	});
	// The message has the faults in one line (test/fixtures/rancher2/more/edit-put-422.raw.http).
	const [subject = message] = message.split(': ', 1);
	return faults.length === 0 ? message.split('\n') : [`${subject}:`, ...faults];
};
