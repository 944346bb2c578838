import type {Field} from '../../../model/action.js';
import type {JsonObject} from '../../../model/json-object.js';
import {field} from '../../act/form.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';

const imagePrefix = 'docker:';

/**
 * What a person changes when upgrading a service: its image. The server wants the whole configuration of the
 * containers again, which holds secrets and is taken over from the service itself. Null for what has no image.
 */
export const upgradeFields = (object: Rancher1Object): readonly Field[] | null => {
	const image = textOf(mapOf(object, 'launchConfig'), 'imageUuid');
	if (textOf(object, 'baseType') !== 'service' || image === null) return null;
	return [
		field('image', 'Image', {required: true, initial: image.replace(/^docker:/, '')}),
		field('batchSize', 'Batch size', {nullable: true, type: 'integer', initial: '1', minimum: 1}),
		field('intervalMillis', 'Interval millis', {
			nullable: true,
			type: 'integer',
			initial: '2000',
			minimum: 100,
		}),
		field('startFirst', 'Start first', {nullable: true, type: 'boolean', initial: 'false'}),
	];
};

/** The body of an upgrade from the fields above; any other input goes as it is. */
export const upgradeBody = (object: Rancher1Object, input: JsonObject): JsonObject => {
	const {image, batchSize, intervalMillis, startFirst} = input;
	if (typeof image !== 'string') return input;
	const imageUuid = image.startsWith(imagePrefix) ? image : imagePrefix + image;
	const secondary = object.secondaryLaunchConfigs;
	return {
		inServiceStrategy: {
			batchSize: typeof batchSize === 'number' ? batchSize : 1,
			intervalMillis: typeof intervalMillis === 'number' ? intervalMillis : 2000,
			startFirst: startFirst === true,
			launchConfig: {...mapOf(object, 'launchConfig'), imageUuid},
			...(Array.isArray(secondary) ? {secondaryLaunchConfigs: secondary} : {}),
		},
	};
};
