import {type Clock, systemClock} from '../world/clock.js';
import type {Story} from '../world/stories.js';
import {createWorld, type World} from '../world/world.js';
import type {DemoServer, ServeOptions} from './serve.js';

/** The options that all simulated servers have. */
export type SimulationOptions = ServeOptions & {
	/** Equal seeds give equal worlds (1). */
	readonly seed?: number;
	readonly clock?: Clock;
	/** The factor of all delays (1). Tests use 0.01. */
	readonly pace?: number;
	/** Things happen by themselves (true). Otherwise the world only changes on request. */
	readonly life?: boolean;
};

/** A simulated server: its address and faults, and what can happen on it by itself, for the demo. */
export type Simulation = DemoServer & {readonly stories: readonly Story[]};

/** The clock and the empty world of a simulated server. */
export const newWorld = ({
	clock = systemClock,
	seed = 1,
	pace = 1,
}: SimulationOptions): {readonly clock: Clock; readonly world: World} => ({
	clock,
	world: createWorld({clock, seed, pace}),
});
