import type {JsonObject} from '../../../model/json-object.js';
import {textOf} from '../../requests/json-fields.js';

/** An earlier template of a deployment. */
export type Revision = {
	readonly number: number;
	/** `2 (shop/web:4)`. */
	readonly label: string;
};

type Template = {readonly annotations: JsonObject; readonly containers: readonly JsonObject[]};

/** Which revision of its deployment something is or was, by its annotations; NaN where they do not say. */
const revisionIn = (annotations: JsonObject): number =>
	Number(textOf(annotations, 'deployment.kubernetes.io/revision') ?? Number.NaN);

/** The templates that a deployment can go back to, newest first, without the present one. */
export const revisionList = <Kept extends Template>(
	kept: readonly Kept[],
	deployment: JsonObject,
): readonly (Kept & Revision)[] => {
	const present = revisionIn(deployment);
	return kept
		.map(template => {
			const number = revisionIn(template.annotations);
			const images = template.containers.map(container => textOf(container, 'image') ?? '?').join(' ');
			return {...template, number, label: `${number} (${images})`};
		})
		.filter(({number}) => Number.isFinite(number) && number !== present)
		.sort((one, other) => other.number - one.number);
};
