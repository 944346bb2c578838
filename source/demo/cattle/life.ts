import type {Entity} from '../world.ts';
import {failContainer} from './containers.ts';
import {assess, containersOf, type Fleet, settle, stateOf} from './fleet.ts';
import {getStuck, healthScenes, loseAgent, reportHosts, type Scene, scenes} from './scenes.ts';
import {isTransitional, textOf} from './states.ts';

/** So many services are on the stage at once, at most. */
const most = 4;

/** After this long a scene that was broken off, by a person for instance, is tidied up. */
const sceneMs = 90_000;

const isAtRest = (fleet: Fleet, service: Entity): boolean => {
	const containers = containersOf(fleet, service);
	return (
		stateOf(service) === 'active' &&
		service.fields.launchConfig !== null &&
		containers.length > 1 &&
		containers.every(container => stateOf(container) === 'running' && !fleet.world.isBusy(container.key))
	);
};

const tidyUp = (fleet: Fleet, service: Entity): void => {
	if (!fleet.world.find(service.key)) return;
	if (isTransitional(stateOf(service)) && stateOf(service) !== 'removing') settle(fleet, service, 'active');
	assess(fleet, service);
};

const choose = ({world: {random}}: Fleet, _service: Entity, healthCheck: boolean): Scene =>
	healthCheck && random.chance(0.3) ? random.pick(healthScenes) : random.pick(scenes);

const playOne = (fleet: Fleet, onStage: Set<Entity>): void => {
	const {world} = fleet;
	const resting = world.list('service').filter(service => !onStage.has(service) && isAtRest(fleet, service));
	// Small services first of all: a rolling upgrade of twelve containers takes minutes.
	const candidates = resting.filter(service => containersOf(fleet, service).length <= 6);
	if (onStage.size >= most || candidates.length === 0) return;
	// The project first: a large one is not to keep all the others quiet.
	const scope = world.random.pick([...new Set(candidates.map(candidate => candidate.scope))]);
	const service = world.random.pick(candidates.filter(candidate => candidate.scope === scope));
	const [container] = containersOf(fleet, service);
	onStage.add(service);
	choose(fleet, service, (container?.fields.healthCheck ?? null) !== null)(fleet, service);
	const done = (): boolean => isAtRest(fleet, service);
	const watch = (leftMs: number): void => {
		if (done() || leftMs <= 0) {
			if (!done()) tidyUp(fleet, service);
			onStage.delete(service);
		} else world.after(3000, () => watch(leftMs - 3000));
	};

	world.after(6000, () => watch(sceneMs));
};

// What is wrong from the start, so that the first screen has something to show.
const openingTrouble = (fleet: Fleet): void => {
	const {world} = fleet;
	const broken = world.list('container').find(({fields}) => textOf(fields.name).includes('cron'));
	if (broken) {
		failContainer(
			fleet,
			broken,
			'Error response from daemon: \u001b[1;31moci runtime error\u001b[0m: no such file or directory',
		);
	}

	const scheduler = world.list('service').find(({fields}) => fields.name === 'webhook-recorder');
	if (scheduler) {
		for (const container of containersOf(fleet, scheduler))
			settle(fleet, container, 'stopped', {healthState: null});
		settle(fleet, scheduler, 'inactive');
	}
};

// One removal hangs at any time: long enough to count as stuck, for those who watch for more than a minute.
const hangRemoval = (fleet: Fleet): void => {
	const runner = fleet.world.list('service').find(({fields}) => fields.name === 'runner');
	if (runner && isAtRest(fleet, runner)) getStuck(fleet, runner);
};

const repeat = (fleet: Fleet, fromMs: number, toMs: number, act: () => void): void => {
	const {world} = fleet;
	world.after(world.random.integer(fromMs, toMs), () => {
		act();
		repeat(fleet, fromMs, toMs, act);
	});
};

/** Lets things happen by themselves, every few seconds, until the world is closed. */
export const startLife = (fleet: Fleet): void => {
	const onStage = new Set<Entity>();
	const hosts = (): readonly Entity[] =>
		fleet.world
			.list('host')
			.filter(({fields}) => fields.state === 'active' && fields.agentState === 'active');
	openingTrouble(fleet);
	hangRemoval(fleet);
	fleet.world.after(1500, () => playOne(fleet, onStage));
	repeat(fleet, 3000, 7000, () => playOne(fleet, onStage));
	repeat(fleet, 45_000, 90_000, () => {
		const [host] = fleet.world.random.shuffle(hosts());
		if (host) loseAgent(fleet, host);
	});
	repeat(fleet, 60_000, 120_000, () => hangRemoval(fleet));
	repeat(fleet, 20_000, 30_000, () => reportHosts(fleet));
};
