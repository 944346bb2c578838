import type {Story} from '../../world/stories.js';
import type {Entity} from '../../world/world.js';
import {assess, containersOf, type Fleet, settle, stateOf} from './fleet.js';
import {loseAgent, reportHosts, type Scene, scenes} from './scenes.js';
import {isTransitional} from './states.js';

const isAtRest = (fleet: Fleet, service: Entity): boolean =>
	stateOf(service) === 'active' &&
	containersOf(fleet, service).every(
		container =>
			stateOf(container) === 'running' &&
			!fleet.world.isBusy(container.key) &&
			(container.fields.healthState ?? 'healthy') === 'healthy',
	);

/** After this long what is left of a scene, since a person interfered for instance, is tidied up. */
const sceneMs = 100_000;

const tidyUp = (fleet: Fleet, service: Entity): void => {
	if (!fleet.world.find(service.key)) return;
	if (isTransitional(stateOf(service)) && stateOf(service) !== 'removing') settle(fleet, service, 'active');
	assess(fleet, service);
};

const ofService =
	(fleet: Fleet) =>
	(title: string, name: string, scene: Scene): Story => ({
		title,
		begin() {
			const service = fleet.world.list('service').find(({fields}) => fields.name === name);
			if (!service || containersOf(fleet, service).length === 0 || !isAtRest(fleet, service))
				return () => true;
			scene(fleet, service);
			fleet.world.after(sceneMs, () => {
				if (!isAtRest(fleet, service)) tidyUp(fleet, service);
			});
			return () => !fleet.world.find(service.key) || isAtRest(fleet, service);
		},
	});

const agentStory = (fleet: Fleet): Story => ({
	title: 'the agent of a host goes and comes back',
	begin() {
		const host = fleet.world.list('host').find(({fields}) => fields.agentState === 'active');
		if (!host) return () => true;
		loseAgent(fleet, host);
		return () => !fleet.world.find(host.key) || host.fields.agentState === 'active';
	},
});

/** What can happen here, each with a good end. */
export const storiesOf = (fleet: Fleet): readonly Story[] => {
	const story = ofService(fleet);
	return [
		story('an upgrade', 'scheduler', scenes.upgrade),
		story('a container falls ill and recovers', 'query', scenes.sicken),
		story('an image cannot be found', 'indexer', scenes.notFound),
		agentStory(fleet),
		story('a removal that takes long', 'invoice-api', scenes.removeSlowly),
		story('a service is scaled', 'cart', scenes.scale),
		story('a port is taken', 'grafana', scenes.portTaken),
		story('a restart', 'alertmanager', scenes.restart),
		story('a disk is full', 'uploader', scenes.noSpace),
	];
};

/** Activity that never stops and changes nothing visible, until the world is closed. */
export const startLife = (fleet: Fleet): void => {
	const {world} = fleet;
	world.after(world.random.integer(20_000, 30_000), () => {
		reportHosts(fleet);
		startLife(fleet);
	});
};
