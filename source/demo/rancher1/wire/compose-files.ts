import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Fields} from '../../world/world.js';

const yaml = (lines: readonly string[]): string => ["version: '2'", 'services:', ...lines, ''].join('\r\n');

const mapOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

const environmentOf = (launchConfig: JsonObject): readonly string[] => {
	const entries = Object.entries(mapOf(launchConfig.environment));
	return entries.length === 0
		? []
		: ['    environment:', ...entries.map(([name, value]) => `      ${name}: ${value}`)];
};

/** Aliases and external services have none. */
const imageOf = ({imageUuid}: JsonObject): readonly string[] =>
	typeof imageUuid === 'string' ? [`    image: ${imageUuid.replace(/^docker:/, '')}`] : [];

/** The two files of a stack of these services, with the line ends of Windows (fixture `action-200-exportconfig-crlf.http`). */
export const composeFiles = (services: readonly Fields[]) => ({
	dockerComposeConfig: yaml(
		services.flatMap(({name, launchConfig}) => [
			`  ${name}:`,
			...imageOf(mapOf(launchConfig)),
			...environmentOf(mapOf(launchConfig)),
		]),
	),
	rancherComposeConfig: yaml(
		services.flatMap(({name, scale}) => [
			`  ${name}:`,
			`    scale: ${scale ?? 1}`,
			'    start_on_create: true',
		]),
	),
});
