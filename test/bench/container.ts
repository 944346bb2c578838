import {Buffer} from 'node:buffer';

/** What a container goes through, again and again. */
const states = [
	{state: 'stopping', transitioning: 'yes', message: 'Waiting for the process to end'},
	{state: 'stopped', transitioning: 'no', message: null},
	{state: 'starting', transitioning: 'yes', message: 'Scheduling and pulling the image'},
	{state: 'running', transitioning: 'no', message: null},
] as const;

// Numbers of a fixed width can be written over in place.
const firstNumber = 1_000_000;
const place = '@@@@@@@';
const timePlace = '#############';

const links = ['self', 'hosts', 'volumes', 'services', 'ports', 'account', 'containerStats'];

const objectAt = (base: string, step: number) => {
	const {state, transitioning, message} = states[step % states.length] ?? states[3];
	const id = `1i${place}`;
	return {
		id,
		type: 'container',
		baseType: 'instance',
		name: `web-${place}`,
		state,
		accountId: '1a5',
		created: '2026-11-04T22:39:30Z',
		createdTS: 1_793_831_970_000,
		externalId: `40997651fddd06e4f439e345deb8f82900f2f5862ed730f70741fc17f${place}`,
		healthState: 'healthy',
		hostId: '1h2',
		imageUuid: 'docker:registry.example/shop/web:v1.24',
		labels: {
			'io.rancher.container.uuid': `8c8f4125-531a-41ec-a242-11420${place}`,
			'io.rancher.stack.name': 'shop',
			'io.rancher.stack_service.name': 'shop/web',
		},
		ports: ['80:80/tcp'],
		primaryIpAddress: '10.42.83.181',
		serviceIds: ['1s1'],
		stackId: '1st1',
		transitioning,
		transitioningMessage: message,
		transitioningProgress: null,
		links: Object.fromEntries(links.map(link => [link, `${base}/containers/${id}/${link}`])),
		actions: {
			stop: `${base}/containers/${id}/?action=stop`,
			restart: `${base}/containers/${id}/?action=restart`,
		},
	};
};

const numberText = (index: number): string => String(firstNumber + index);

/** The number of a container by its id. */
export const numberOf = (id: string): number => Number(id.slice(2)) - firstNumber;

/** JSON of the container of a number, running, as a collection lists it. */
export const listedContainer = (base: string, index: number): string => {
	template ??= JSON.stringify(objectAt(base, 3));
	return template.replaceAll(place, numberText(index));
};

let template: string | null = null;

const changeAt = (base: string, step: number) => ({
	name: 'resource.change',
	id: '5a0d5a3f-7d6f-4fd2-b5ff-3c7c9e1a7b11',
	resourceType: 'container',
	resourceId: `1i${place}`,
	time: timePlace,
	data: {resource: objectAt(base, step)},
});

const placesOf = (text: string, sought: string): number[] => {
	const places: number[] = [];
	for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) places.push(at);
	return places;
};

/** Puts a websocket header before a text of 126 to 65,535 bytes. */
const framed = (text: string): Buffer => {
	const body = Buffer.from(text);
	return Buffer.concat([Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff]), body]);
};

type Stencil = {
	readonly bytes: Buffer;
	readonly numbers: readonly number[];
	readonly times: readonly number[];
};

const stencilAt = (base: string, step: number): Stencil => {
	// A number, not a text: the quotes go, in all places.
	const text = JSON.stringify(changeAt(base, step)).replace(`"${timePlace}"`, timePlace);
	const bytes = framed(text);
	return {
		bytes,
		numbers: placesOf(bytes.toString('latin1'), place),
		times: placesOf(bytes.toString('latin1'), timePlace),
	};
};

/** Writes `resource.change` messages of about 1.5 kB as websocket frames, as fast as memory can be copied. */
export class Changes {
	readonly #stencils: readonly Stencil[];
	#time = 1_793_900_000_000;

	constructor(base: string) {
		this.#stencils = states.map((_, step) => stencilAt(base, step));
	}

	/** Bytes of one message without its header. */
	get messageBytes(): number {
		return (this.#stencils[0]?.bytes.length ?? 4) - 4;
	}

	/** One frame: the container of a number takes its `step`-th state. */
	frame(index: number, step: number): Buffer {
		const stencil = this.#stencils[step % this.#stencils.length];
		if (!stencil) throw new RangeError(`There is no state ${step}`);
		const frame = Buffer.from(stencil.bytes);
		const digits = numberText(index);
		for (const at of stencil.numbers) frame.write(digits, at, 'latin1');
		this.#time += 1;
		for (const at of stencil.times) frame.write(String(this.#time), at, 'latin1');
		return frame;
	}
}
