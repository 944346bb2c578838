import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {deleteContainer, failContainer, startContainer} from './containers.js';
import {assess, containersOf, type Fleet, settle, stateOf} from './fleet.js';
import {hostInfo} from './make.js';
import {deployContainer, restartService, scaleService} from './services.js';
import {audit} from './stock.js';
import {finishUpgrade, upgradeService} from './upgrades.js';

/** Something that can happen to a service whose containers all run. */
export type Scene = (fleet: Fleet, service: Entity) => void;

const nothing = (): void => undefined;

const imageOf = (service: Entity): Fields =>
	Object.fromEntries(Object.entries(service.fields.launchConfig ?? {}));

/** `shop/web:2.41.0` becomes `shop/web:2.41.1`. */
const newer = (image: string): string => image.replace(/(\d+)(?!.*\d)/, digits => String(Number(digits) + 1));

const upgrade: Scene = (fleet, service) => {
	audit(fleet, service.scope, 'api.service.upgrade', 'service', service.id);
	const launchConfig = {...imageOf(service), imageUuid: newer(textOf(imageOf(service).imageUuid))};
	upgradeService(fleet, service, launchConfig, () =>
		fleet.world.after(4000, () => finishUpgrade(fleet, service)),
	);
};

const restart: Scene = (fleet, service) => {
	audit(fleet, service.scope, 'api.service.restart', 'service', service.id);
	restartService(fleet, service);
};

const scale: Scene = (fleet, service) => {
	const now = numberOf(service.fields.scale);
	scaleService(fleet, service, now > 3 ? now - 1 : now + 1);
};

const replace = (fleet: Fleet, service: Entity, container: Entity): void => {
	deleteContainer(fleet, container, () => deployContainer(fleet, service, nothing));
};

/** A container starts, and the daemon refuses; a while later it is replaced by one that runs. */
const failStart =
	(message: (container: Entity, fleet: Fleet) => string): Scene =>
	(fleet, service) => {
		const container = fleet.world.random.pick(containersOf(fleet, service));
		startContainer(fleet, container);
		fleet.world.after(2600, () => {
			if (!fleet.world.find(container.key) || stateOf(container) !== 'starting') return;
			fleet.world.play(container.key, []);
			failContainer(fleet, container, message(container, fleet));
		});
		fleet.world.after(16_000, () => {
			if (fleet.world.find(container.key) && stateOf(container) === 'error')
				replace(fleet, service, container);
		});
	};

const notFound = failStart(container => {
	const image = textOf(container.fields.imageUuid);
	return `Image [${image}] failed to pull: Error: image ${image.replace('docker:', '')} not found`;
});

const portTaken = failStart(
	(container, {world}) =>
		`Error response from daemon: driver failed programming external connectivity on endpoint r-${textOf(container.fields.name)} ` +
		`(${world.random.hex(64)}): Bind for 0.0.0.0:8080 failed: port is already allocated`,
);

const noSpace = failStart(
	() => 'write /var/lib/docker/tmp/GetImageBlob218: no space left on device 磁盘已满',
);

/** The health check fails, then the container comes round by itself. */
const sicken: Scene = (fleet, service) => {
	const {world} = fleet;
	const container = world.random.pick(containersOf(fleet, service));
	const health = (healthState: string): void => {
		if (!world.find(container.key) || stateOf(container) !== 'running') return;
		world.change(container.key, {healthState});
		assess(fleet, service);
	};

	health('unhealthy');
	world.after(6000, () => health('reinitializing'));
	world.after(9500, () => health('healthy'));
};

/** A removal that the daemon does not finish for half a minute. */
const removeSlowly: Scene = (fleet, service) => {
	const {world} = fleet;
	const container = world.random.pick(containersOf(fleet, service));
	settle(fleet, container, 'removing', {
		transitioningMessage:
			'Error response from daemon: Driver overlay2 failed to remove root filesystem: device or resource busy',
	});
	assess(fleet, service);
	const giveUp = (): void => {
		settle(fleet, container, 'stopped');
		replace(fleet, service, container);
	};
	world.play(container.key, [{afterMs: 30_000, run: giveUp}]);
};

/** A host loses its agent and finds it again; its containers run on. */
export const loseAgent = (fleet: Fleet, host: Entity): void => {
	const {world} = fleet;
	const agent = (agentState: string): void => void world.change(host.key, {agentState});
	agent('reconnecting');
	world.after(11_000, () => agent('finishing-reconnect'));
	world.after(13_000, () => agent('active'));
};

/** The agents' report, which changes nothing visible. */
export const reportHosts = (fleet: Fleet): void => {
	for (const host of fleet.world.list('host')) {
		if (host.fields.agentState === 'active') fleet.world.change(host.key, {info: hostInfo(fleet, 4)});
	}
};

/** What can happen to a service, by name. */
export const scenes = {
	upgrade,
	restart,
	scale,
	notFound,
	portTaken,
	noSpace,
	sicken,
	removeSlowly,
} as const satisfies Readonly<Record<string, Scene>>;
